"""A record -> tracks, measures, demands, detentions, alignments, offices and contradictions, as of a day. Pure."""

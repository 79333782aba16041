"""A coder that asks a language model: prompts, the reply's schema, and the check of every reply against the text. Pure: whoever asks
arrives as an argument (`Ask`), and what comes back is data that is believed only as far as the text shows it.
"""

from detente.coding.model.coder import ModelCoder
from detente.coding.model.profile import Profile, parse_profile
from detente.coding.model.question import Answer, Ask, Message, Question
from detente.coding.model.replies import is_usable, parse_json

__all__ = ["Answer", "Ask", "Message", "ModelCoder", "Profile", "Question", "is_usable", "parse_json", "parse_profile"]

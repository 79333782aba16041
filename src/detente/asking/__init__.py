"""Asking a language model over HTTP: the client, its retries, the cache on disk, and what it cost. The edge of the model coder."""

from detente.asking.asker import Asker, make_asker
from detente.asking.options import AskingOptions, api_key
from detente.asking.profiles import load_profile, packaged_profiles
from detente.asking.usage import Usage

__all__ = ["Asker", "AskingOptions", "Usage", "api_key", "load_profile", "make_asker", "packaged_profiles"]

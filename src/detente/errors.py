"""One family of exceptions: each message names the input, the reason and the remedy."""


class DetenteError(Exception):
    """Base of every error that détente raises on purpose."""

    exit_code = 1


class ConfigError(DetenteError):
    """An option or a combination of options that can't be honoured."""

    exit_code = 2


class ReadError(DetenteError):
    """An input that can't be read at all: absent, unreadable, too large, refused."""

    exit_code = 3


class CodebookError(DetenteError):
    """A codebook file with a bad row: names file, row and reason."""

    exit_code = 4


class CodingError(DetenteError):
    """A coder or parser that can't do its work, such as a pipeline that isn't installed."""

    exit_code = 5


class StoreError(DetenteError):
    """A record that can't be opened, is of a later version, or refuses a write."""

    exit_code = 6

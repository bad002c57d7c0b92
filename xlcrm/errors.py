"""The errors that a user can cause, each with a message fit to show."""

from xlcrm.labels import Labels, Language


class UserError(Exception):
    """Something that the user can mend: the command line shows it as one line and exits with status 2.

    `text` may hold `{name}` placeholders, which are filled from `params` only when it is shown,
    so that a value typed by a user is never taken for a template; one that is Labels is shown in the same language.
    """

    def __init__(self, text: Labels, **params: object) -> None:
        super().__init__(text, params)
        self.text = text
        self.params = params

    def message(self, language: Language) -> str:
        """The message in one line, in `language`."""
        params = {
            key: param.in_(language) if isinstance(param, Labels) else param for key, param in self.params.items()
        }
        return " ".join(self.text.in_(language).format(**params).split())

    def __str__(self) -> str:
        return self.message("en")


class WrongUsage(UserError):
    """The command or its options make no sense together."""


class UnreadableFile(UserError):
    """A file that is not a workbook, or cannot be read whole; `code` is its `F` code."""

    def __init__(self, code: str, text: Labels, **params: object) -> None:
        super().__init__(text, **params)
        self.code = code


class UnwritableFile(UserError):
    """A file that cannot be written safely; nothing was changed."""

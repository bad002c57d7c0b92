"""Commands whose help lists the subjects, and where they start a book, the kits."""

import click

from xlcrm.cli.app import user_language
from xlcrm.labels import terminal as say


class SubjectsCommand(click.Command):
    """A command whose help ends with the subjects that there are."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List them, once the help is asked for."""
        from xlcrm.schema.registry import subjects

        language = user_language(ctx.find_root().obj)
        rows = [(subject.key, subject.labels.in_(language)) for subject in subjects() if not subject.core]
        with formatter.section("Subjects"):
            formatter.write_dl(rows or [("-", say.NO_SUBJECTS.in_(language))])


class KitsCommand(SubjectsCommand):
    """A command whose help ends with the kits too, and what each brings."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List them, once the help is asked for."""
        from xlcrm.schema.kits import KITS

        language = user_language(ctx.find_root().obj)
        with formatter.section("Kits"):
            formatter.write_dl(
                [
                    (kit.key, f"{kit.labels.in_(language)}: {', '.join(kit.brings) or say.CORE_ALONE.in_(language)}")
                    for kit in KITS.values()
                ]
            )
        super().format_epilog(ctx, formatter)

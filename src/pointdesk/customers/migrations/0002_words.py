from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from pointdesk.base.fulltext import FullTextIndex

WORDS = FullTextIndex("customers_words")


def create(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    WORDS.create(editor.connection)


def drop(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    WORDS.drop(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("customers", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]

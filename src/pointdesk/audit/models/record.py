from typing import ClassVar

from django.db import models


class Record(models.Model):
    """One line of the journal: who did what to what, when.

    Actors stand by kind, id and label, with no foreign key. No trigger guards this table, unlike the ledger's: when a
    person is erased their label must go, while the id and the fact stay.
    """

    at = models.DateTimeField(db_index=True)
    verb = models.CharField(max_length=60)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.CharField(max_length=64)
    actor_label = models.CharField(max_length=200)
    subject_kind = models.CharField(max_length=30)
    subject_id = models.CharField(max_length=64)
    data = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["subject_kind", "subject_id", "id"], name="audit_by_subject")]

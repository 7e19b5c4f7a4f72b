from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "pointdesk.files"
    label = "files"

"""The bug register: suspicions, verdicts, patches."""

from datetime import datetime

from django.contrib import messages
from django.forms import BaseForm
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pointdesk.bugs.actions import (
    confirm_bug,
    download_patch,
    fix_bug,
    publish_patch,
    register_bug,
    reject_bug,
)
from pointdesk.desk.forms.bugs import ConfirmForm, FixForm, PatchForm, RegisterForm, RejectForm
from pointdesk.desk.pages.bugs import build_bug, build_bugs
from pointdesk.desk.views._entry import for_staff
from pointdesk.files.queries import open_file
from pointdesk.kit.actors import Actor, Role
from pointdesk.ui.kept import kept_forms, kept_texts
from pointdesk.ui.numbers import numbered
from pointdesk.ui.refusals import refusing
from pointdesk.vendor.queries import product_lines

KEEPERS = (Role.AGENT, Role.MANAGER)


@require_GET
@for_staff()
def show_register(request: HttpRequest, *, by: Actor, now: datetime) -> HttpResponse:
    """The register, newest first."""
    page = build_bugs(by, now, before=numbered(request.GET.get("before", "")))
    return render(request, "desk/bugs/register.html", {"page": page, "here": "bugs"})


@require_http_methods(["GET", "POST"])
@for_staff(*KEEPERS)
def register(request: HttpRequest, *, by: Actor, now: datetime) -> HttpResponse:
    """Write a suspicion down."""
    lines = [(line.pk, line.name) for line in product_lines()]
    form = RegisterForm(
        request.POST if request.method == "POST" else None, lines=lines, initial=kept_texts(request, by.id)
    )
    if form.is_valid():
        with refusing(form):
            data = form.cleaned_data
            bug = register_bug(
                line_id=data["line"], title=data["title"], description=data["description"],
                affected_versions=data["affected_versions"], key=data["key"], by=by, now=now,
            )  # fmt: skip
            return to_bug(bug.pk)
    context = {"form": form.again() if form.is_bound else form, "here": "bugs"}
    return render(request, "desk/bugs/new.html", context, status=422 if form.is_bound else 200)


@require_GET
@for_staff()
def show(request: HttpRequest, bug_id: int, *, by: Actor, now: datetime) -> HttpResponse:
    """One bug."""
    return _draw(request, bug_id, by, now)


@require_POST
@for_staff(*KEEPERS, page="desk:bug")
def confirm(request: HttpRequest, bug_id: int, *, by: Actor, now: datetime) -> HttpResponse:
    """It is ours: everything that its tickets were charged is returned."""
    form = ConfirmForm(request.POST)
    if form.is_valid():
        with refusing(form):
            confirm_bug(bug_id=bug_id, by=by, now=now, **form.cleaned_data)
            messages.success(request, _("Confirmed. Everything that its tickets were charged is returned."))
            return to_bug(bug_id)
    return _draw(request, bug_id, by, now, confirm_form=form)


@require_POST
@for_staff(*KEEPERS, page="desk:bug")
def reject(request: HttpRequest, bug_id: int, *, by: Actor, now: datetime) -> HttpResponse:
    """It is none of ours."""
    form = RejectForm(request.POST)
    if form.is_valid():
        with refusing(form):
            reject_bug(bug_id=bug_id, by=by, now=now, **form.cleaned_data)
            return to_bug(bug_id)
    return _draw(request, bug_id, by, now, reject_form=form)


@require_POST
@for_staff(*KEEPERS, page="desk:bug")
def fix(request: HttpRequest, bug_id: int, *, by: Actor, now: datetime) -> HttpResponse:
    """A version without it is out."""
    form = FixForm(request.POST)
    if form.is_valid():
        with refusing(form):
            fix_bug(bug_id=bug_id, by=by, now=now, **form.cleaned_data)
            return to_bug(bug_id)
    return _draw(request, bug_id, by, now, fix_form=form)


@require_POST
@for_staff(*KEEPERS, page="desk:bug")
def publish(request: HttpRequest, bug_id: int, *, by: Actor, now: datetime) -> HttpResponse:
    """Put a patch on the shelf; the owners of the product are told."""
    form = PatchForm(request.POST, request.FILES)
    if form.is_valid():
        with refusing(form):
            file = form.cleaned_data["file"]
            publish_patch(
                bug_id=bug_id, version=form.cleaned_data["version"], name=file.name, content=file.file,
                instructions=form.cleaned_data["instructions"], by=by, now=now,
            )  # fmt: skip
            messages.success(request, _("The patch is published. The owners of the product are told."))
            return to_bug(bug_id)
    return _draw(request, bug_id, by, now, patch_form=form)


@require_GET
@for_staff()
def download(request: HttpRequest, patch_id: int, *, by: Actor, now: datetime) -> HttpResponseBase:
    """A patch's file, as a download."""
    file = download_patch(patch_id=patch_id, by=by, now=now)
    return FileResponse(
        open_file(file), as_attachment=True, filename=file.name, content_type="application/octet-stream"
    )


def to_bug(bug_id: int) -> HttpResponse:
    """Back to the bug, after an act."""
    return HttpResponseRedirect(reverse("desk:bug", args=[bug_id]), status=303)


def _draw(request: HttpRequest, bug_id: int, by: Actor, now: datetime, **forms: BaseForm) -> HttpResponse:
    page, kept = build_bug(bug_id, by, now), kept_forms(request, by.id)
    confirm = kept.get("confirm-bug", {})
    if confirm:  # an unchecked box is not sent
        confirm = {"reproduced": "", **confirm}
    context = {
        "page": page, "here": "bugs",
        "confirm_form": ConfirmForm(initial={"affected_versions": page.bug.affected_versions, **confirm}),
        "reject_form": RejectForm(auto_id="reject_%s", initial=kept.get("reject-bug")),
        "fix_form": FixForm(initial={"fixed_in": page.bug.fixed_in, **kept.get("fix-bug", {})}),
        "patch_form": PatchForm(auto_id="patch_%s", initial=kept.get("publish-patch")), **forms,
    }  # fmt: skip
    return render(request, "desk/bugs/bug.html", context, status=422 if forms else 200)

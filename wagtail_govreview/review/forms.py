"""The forms with which a tier signs or returns a sheet.

A form asks the task what would be refused before anything is written; the service asks the same rules again.
``cleaned_data`` is plain JSON, since Wagtail carries it through the browser when the action starts in an editor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail_govreview.refusal import Refusal
from wagtail_govreview.review.capacities import OWN, Capacity, principal_of
from wagtail_govreview.review.frozen import FrozenTier
from wagtail_govreview.review.labels import subject_label
from wagtail_govreview.rulebook import get_profile

if TYPE_CHECKING:
    from wagtail_govreview.review.tier_task import TierTask


class TaskForm(forms.Form):
    """A form of one tier's task. ``task.desk`` says which sheet lies before whom."""

    task: ClassVar[TierTask]
    acts = _("You sign for %(principal)s (%(authorisation)s).")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._ask_in_whose_name()

    def _ask_in_whose_name(self) -> None:
        """A question where there is a choice; where somebody is represented, what was shown is what is posted.

        A name that was shown and is not possible any more is an error, never silently another one.
        """
        posted = self.data.get("sign_as", "") if self.is_bound else ""
        choices = [(each.code, each.label) for each in self.able]
        codes = [code for code, _label in choices]
        if codes in ([], [OWN]) and posted in ("", *codes):
            return
        asked = len(codes) > 1 or posted not in ("", *codes)
        self.fields["sign_as"] = forms.ChoiceField(
            label=_("I sign"),
            choices=choices,
            initial=None if asked else codes[0],
            widget=forms.RadioSelect if asked else forms.HiddenInput,
            error_messages={
                "required": _("Choose in whose name you sign."),
                "invalid_choice": _("You cannot sign in this name (any more). Choose again."),
            },
        )
        self.fields["sign_as"].widget.attrs["id"] = f"id_{type(self).__name__}_sign_as"
        self.order_fields(["sign_as"])

    @property
    def able(self) -> list[Capacity]:
        return self.task.desk.able if self.task.desk is not None else []

    @property
    def stands_in(self) -> str:
        """For whom the person decides, where there is no choice; empty in their own name."""
        able = self.able
        if len(able) != 1 or able[0].delegation is None:
            return ""
        return self.acts % {
            "principal": principal_of(able[0].delegation),
            "authorisation": able[0].authorisation,
        }

    @property
    def tier(self) -> FrozenTier:
        """The tier as the sheet froze it; without a sheet, as the rulebook has it today."""
        if self.task.desk is not None:
            return self.task.desk.tier
        return FrozenTier.of(get_profile().tier(self.task.tier))

    @property
    def heading(self) -> str:
        """“Second review: content”."""
        return _("%(tier)s: %(subject)s") % {
            "tier": self.tier.label,
            "subject": subject_label(self.tier),
        }

    def clean(self) -> dict[str, Any]:
        super().clean()
        answers = {name: self.cleaned_data.get(name, "") for name in self.fields}
        for refusal in self.task.refusals_for_form(answers):
            self._show(refusal)
        return self.cleaned_data

    def _show(self, refusal: Refusal) -> None:
        """As an error of its field, unless that field has said already what is wrong with it."""
        field = refusal.field if refusal.field in self.fields else None
        if field is None or field not in self.errors:
            self.add_error(field, forms.ValidationError(str(refusal.sentence), code=refusal.code))


class TierForm(TaskForm):
    """Checklist and opinion; for a tier that may escalate, the reasons to send the item to the principal."""

    checklist = forms.MultipleChoiceField(
        label=_("I have checked"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": _("This item is not on the checklist of this tier.")},
    )
    escalation = forms.MultipleChoiceField(
        label=_("Send to the principal because it is"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Any tick sends the item to the principal as well."),
    )
    opinion = forms.CharField(
        label=_("Opinion"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=2000,
        help_text=_("Optional. It is printed on the review sheet."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tier = self.tier
        checklist: Any = self.fields["checklist"]
        checklist.choices = [(item.code, tier.item_label(item)) for item in tier.checklist]
        if not self._may_escalate(tier):
            del self.fields["escalation"]
            return
        escalation: Any = self.fields["escalation"]
        escalation.choices = [(item.code, item.label) for item in get_profile().escalation_reasons]

    def _may_escalate(self, tier: FrozenTier) -> bool:
        """A sheet that goes to the principal anyway needs no second reason."""
        desk = self.task.desk
        return tier.may_escalate and not (desk is not None and desk.sheet.escalated)


class ReturnForm(TaskForm):
    """The reason of a return. Wagtail's history shows it as the comment of the step."""

    comment = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=2000,
        help_text=_("What has to be changed. The undertaker reads exactly this."),
    )
    acts = _("You return it for %(principal)s (%(authorisation)s).")


def sign_form_for(task: TierTask) -> type[TierForm]:
    """The form with which ``task``'s tier signs."""
    return type("SignForm", (TierForm,), {"task": task})


def return_form_for(task: TierTask) -> type[ReturnForm]:
    """The form with which ``task``'s tier returns a sheet."""
    return type("ReturnForm", (ReturnForm,), {"task": task})

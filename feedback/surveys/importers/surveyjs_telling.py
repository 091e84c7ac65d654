"""What of a SurveyJS element has no counterpart here: every member that nobody read is told. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from feedback.errors import N_
from feedback.surveys.importers.source import Item, Source

_READ = frozenset(
    {
        *("type", "name", "title", "description", "html", "body", "altText", "isRequired", "isAllRowRequired"),
        *("requiredErrorText", "visibleIf", "enableIf", "choices", "rows", "columns", "items", "inputType", "visible"),
        *("hasOther", "showOtherItem", "otherText", "hasNone", "showNoneItem", "noneText", "choicesOrder"),
        *("rateValues", "rateMin", "rateMax", "rateStep", "rateCount", "minRateDescription", "maxRateDescription"),
        *("minSelectedChoices", "maxSelectedChoices", "multiSelect", "labelTrue", "labelFalse", "valueTrue"),
        *("valueFalse", "min", "max", "expression", "elements", "questions", "templateElements", "validators"),
        *("cellType", "requiredIf", "valueName", "correctAnswer", "step"),
    }
)
_LOOKS = frozenset(
    {
        *("startWithNewLine", "titleLocation", "descriptionLocation", "colCount", "width", "minWidth", "maxWidth"),
        *("indent", "rightIndent", "innerIndent", "size", "placeholder", "placeHolder", "rateType", "displayMode"),
        *("scaleColorMode", "rateColorMode", "autoGenerate", "imageHeight", "imageWidth", "imageFit", "contentMode"),
        *("autoGrow", "acceptCarriageReturn", "allowResize", "showNumber", "hideNumber", "state", "errorLocation"),
        *("showLabel", "labelLocation", "renderAs", "displayStyle", "currency", "maximumFractionDigits", "itemSize"),
        *("minimumFractionDigits", "useDisplayValuesInTitle", "verticalAlign", "alternateRows", "showHeader"),
        *("columnMinWidth", "rowTitleWidth", "columnColCount", "transposeData", "useDisplayValuesInDynamicTexts"),
        *("swapOrder", "messageStyle", "minImageHeight", "maxImageHeight", "minImageWidth", "maxImageWidth"),
        *("smileys", "separateSpecialChoices", "itemTitleWidth", "searchEnabled", "searchMode", "allowClear"),
        *("useGrouping", "precision", "cols", "panelCount", "panelAddText", "panelRemoveText", "confirmDelete"),
        *("confirmDeleteText", "rowCount", "addRowText", "removeRowText", "questionTitleLocation", "referLabel"),
        *("labelEmail", "labelFax", "labelPhone", "descFirstName", "descMiddleName", "descLastName", "penColor"),
        *("backgroundColor", "signatureWidth", "signatureHeight", "cssClasses", "css", "popupdescription", "tooltip"),
    }
)
"""Members that say how an element looks there."""
_SAID: Mapping[str, str] = {
    "requiredIf": N_("Required only under a condition, which does not exist here: it may be left out."),
    "defaultValue": N_("Nothing is filled in before people answer."),
    "defaultValueExpression": N_("Nothing is filled in before people answer."),
    "correctAnswer": N_("Answers are not right or wrong here."),
    "choicesByUrl": N_("The options come from another site: add them before you publish."),
    "choicesFromQuestion": N_("The options come from an earlier answer: add them before you publish."),
    "choicesVisibleIf": N_("Options are not filtered here: every one is always offered."),
    "choicesEnableIf": N_("Options are not filtered here: every one is always offered."),
    "rowsVisibleIf": N_("Rows are not filtered here: every one is always shown."),
    "columnsVisibleIf": N_("Columns are not filtered here: every one is always shown."),
    "hasSelectAll": N_("There is no option here that marks all the others."),
    "showSelectAllItem": N_("There is no option here that marks all the others."),
    "hasComment": N_("There is no comment field beside a question here: ask for it in one of its own."),
    "showCommentArea": N_("There is no comment field beside a question here: ask for it in one of its own."),
    "readOnly": N_("Every question can be answered here."),
    "imageLink": N_("Pictures are left out."),
    "cells": N_("The words in the cells of this table are left out."),
}
_OTHER = N_("This has no counterpart here and is left out.")
_OPTIONS = N_("Options with conditions of their own are always offered here.")


def tell_rest(item: Item, element: Mapping[str, Any], source: Source) -> None:
    """Add to the report what the question loses."""
    for name, value in element.items():
        worth = value not in (None, False, "", [], {})
        if worth and (name in _SAID or name not in _READ | _LOOKS):
            source.tell(item, name, _SAID.get(name, _OTHER))
    if any(name in _LOOKS for name in element):
        source.tell("", "looks", N_("How the form looks there is not taken over: questions look as on our pages."))
    for name in ("choices", "rows", "columns"):
        _tell_options(item, name, element.get(name), source)
    if element.get("visible") is False and not element.get("visibleIf"):
        source.tell(item, "visible", N_("It is hidden there; here it is shown: remove it where it is not meant to be."))


def _tell_options(item: Item, name: str, given: object, source: Source) -> None:
    for one in given if isinstance(given, list) else ():
        if not isinstance(one, Mapping):
            continue
        if one.get("visibleIf") or one.get("enableIf"):
            source.tell(item, f"{name}: visibleIf", _OPTIONS)
        if one.get("imageLink"):
            source.tell(item, f"{name}: imageLink", _SAID["imageLink"])

"""The map as drawn: stages and touchpoints, versions, lenses, functions and roles, blueprint, claims, walks."""

from feedback.journeys.models.blueprint import BlueprintItem, KeyFlow, KeyFlowStep, ToolLink
from feedback.journeys.models.claims import Claim, StageReview
from feedback.journeys.models.functions import BusinessFunction, FunctionGroup, FunctionMember, StageRole
from feedback.journeys.models.journey import Journey, Stage, Touchpoint
from feedback.journeys.models.lenses import LensPlacement, LensStage
from feedback.journeys.models.versions import JourneyVersion, StageSuccession, Variant, VariantStage
from feedback.journeys.models.walks import Walk, WalkExtra, WalkStep

__all__ = [
    "BlueprintItem",
    "BusinessFunction",
    "Claim",
    "FunctionGroup",
    "FunctionMember",
    "Journey",
    "JourneyVersion",
    "KeyFlow",
    "KeyFlowStep",
    "LensPlacement",
    "LensStage",
    "Stage",
    "StageReview",
    "StageRole",
    "StageSuccession",
    "ToolLink",
    "Touchpoint",
    "Variant",
    "VariantStage",
    "Walk",
    "WalkExtra",
    "WalkStep",
]

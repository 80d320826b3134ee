"""A film in every encoding that its preset asks for, as one plan."""

from dataclasses import replace

from mediakit.plan.ingredients import Ingredients
from mediakit.plan.model import Plan
from mediakit.plan.planning import plan_film


def plan_encodings(ingredients: Ingredients) -> Plan:
    """The plan of `ingredients`; versions in a further encoding are named after it: "signed.av1".
    All share the sound and what their chunks are made of.
    """
    preset = ingredients.preset
    plan = plan_film(ingredients)
    for encoding in preset.also:
        more = plan_film(replace(ingredients, preset=replace(preset, encoding=encoding)))
        named = [replace(one, name=f"{one.name}.{encoding.codec}") for one in more.versions]
        plan = replace(plan, versions=(*plan.versions, *named))
    return plan

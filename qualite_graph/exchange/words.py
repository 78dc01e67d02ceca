"""The words that choice columns accept, so that people write « réalisation » and the graph holds a term."""

from __future__ import annotations

from typing import Final

from qualite_graph.exchange.columns import Word, names
from qualite_graph.vocabulary import QG

FAMILIES: Final = (
    Word(
        QG.ManagementFamily,
        "management",
        names("management", "management", "pilotage", "direction", "steering"),
    ),
    Word(
        QG.RealisationFamily,
        "realisation",
        names(
            "réalisation", "realisation", "opérationnel", "métier", "cœur de métier", "core", "operational"
        ),
    ),
    Word(QG.SupportFamily, "support", names("support", "support", "soutien", "enabling")),
)

OUTPUT_KINDS: Final = (
    Word(QG.ProductOutput, "product", names("produit", "product")),
    Word(QG.ServiceOutput, "service", names("service", "service")),
    Word(QG.InformationOutput, "information", names("information", "information")),
    Word(QG.ResourceOutput, "resource", names("ressource", "resource")),
    Word(QG.ControlOutput, "control", names("directive", "control", "pilotage")),
    Word(QG.FeedbackOutput, "feedback", names("retour d’information", "feedback", "retour")),
    Word(QG.ImprovementOutput, "improvement", names("amélioration", "improvement")),
    Word(QG.DemandOutput, "demand", names("demande", "demand")),
    Word(QG.CustomerFeedbackOutput, "customer_feedback", names("retour client", "customer feedback")),
)

DIRECTIONS: Final = (
    Word(QG.HigherIsBetter, "min", names("plus haut", "higher", "minimum", "à la hausse", "≥", ">=")),
    Word(QG.LowerIsBetter, "max", names("plus bas", "lower", "maximum", "à la baisse", "≤", "<=")),
)

NEED_KINDS: Final = (
    Word(QG.Need, "need", names("besoin", "need")),
    Word(QG.Expectation, "expectation", names("attente", "expectation")),
    Word(QG.Requirement, "requirement", names("exigence", "requirement")),
    Word(
        QG.LegalRequirement,
        "regulatory",
        names(
            "exigence réglementaire",
            "legal requirement",
            "réglementaire",
            "exigence légale",
            "légal",
            "legal",
        ),
    ),
)

CHANNEL_TYPES: Final = (
    Word(QG.SurveyChannel, "survey", names("enquête", "survey", "questionnaire")),
    Word(QG.VisitChannel, "visit", names("visite", "visit")),
    Word(
        QG.HotlineChannel,
        "hotline",
        names("téléphone et courriel", "hotline", "téléphone", "courriel", "phone"),
    ),
    Word(QG.PortalChannel, "portal", names("portail", "portal")),
)

SEVERITIES: Final = (
    Word(QG.Minor, "minor", names("mineure", "minor", "mineur")),
    Word(QG.Major, "major", names("majeure", "major", "majeur")),
    Word(QG.Critical, "critical", names("critique", "critical")),
)

DUTIES: Final = (
    Word(QG.Maintain, "maintain", names("tenir à jour", "maintain", "tenue à jour", "maintained")),
    Word(QG.Retain, "retain", names("conserver", "retain", "conservée", "retained")),
)

FINDING_GRADES: Final = (
    Word(
        QG.MajorNonconformity,
        "major",
        names("non-conformité majeure", "major nonconformity", "majeure", "NC majeure"),
    ),
    Word(
        QG.MinorNonconformity,
        "minor",
        names("non-conformité mineure", "minor nonconformity", "mineure", "NC mineure"),
    ),
    Word(QG.Observation, "observation", names("observation", "observation", "remarque", "remark")),
)

RISK_KINDS: Final = (
    Word(QG.Risk, "risk", names("risque", "risk")),
    Word(QG.Opportunity, "opportunity", names("opportunité", "opportunity")),
)

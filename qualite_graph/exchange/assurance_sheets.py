"""The sheets of what proves and verifies: documents, audits, internal needs, days off, clauses set aside."""

from __future__ import annotations

from typing import Final

from qualite_graph.exchange.columns import Sheet, names
from qualite_graph.exchange.headings import (
    CLAUSE_KIND,
    CLAUSES,
    OUTPUT,
    PROCESS,
    bilingual,
    choice,
    date,
    identifier,
    label,
    reference,
    references,
    required,
)
from qualite_graph.exchange.words import DUTIES, FINDING_GRADES
from qualite_graph.vocabulary import QG

ASSURANCE_SHEETS: Final[tuple[Sheet, ...]] = (
    Sheet(
        "document",
        names(
            *("Informations documentées", "Documented information", "Preuves", "Evidence", "Documents"),
            *("Enregistrements", "Records"),
        ),
        "document",
        (QG.DocumentedInformation,),
        (
            identifier(),
            *label(),
            required(reference("process", PROCESS, QG.keptBy, "process")),
            references("clauses", CLAUSES, QG.evidenceFor, CLAUSE_KIND),
            choice("duty", names("Obligation", "Duty"), QG.documentDuty, DUTIES),
            date("dated", names("Datée du", "Dated", "date", "version du"), QG.documentDate),
            date(
                "valid_through",
                names("Valable jusqu’au", "Valid through", "à revoir le", "review by"),
                QG.validThrough,
            ),
        ),
        help=names(
            "Facultatif : ce que l’on tient à jour ou conserve, et l’article que cela prouve.",
            "Optional: what is maintained or retained, and the clause it proves.",
        ),
    ),
    Sheet(
        "not_applicable",
        names("Articles non applicables", "Clauses not applicable", "Exclusions", "Non-applicabilité"),
        "not-applicable",
        (QG.NonApplicability,),
        (
            identifier(),
            required(references("clauses", CLAUSES, QG.clauseNotApplicable, CLAUSE_KIND)),
            *bilingual("reason", "Raison", "Reason", QG.justification, "justification"),
        ),
        help=names(
            "Facultatif : les articles que l’organisation écarte, et pourquoi.",
            "Optional: the clauses that the organisation sets aside, and why.",
        ),
    ),
    Sheet(
        "internal_need",
        names("Besoins internes", "Internal needs", "Attentes internes", "Internal expectations"),
        "internal-need",
        (QG.InternalNeed,),
        (
            identifier(),
            required(
                reference(
                    "customer",
                    names("Processus client", "Customer process", "client", "customer", "exprimé par"),
                    QG.statedBy,
                    "process",
                )
            ),
            required(reference("output", OUTPUT, QG.needsOutput, "output")),
            reference(
                "supplier",
                names("Attendu de", "Expected from", "fournisseur", "supplier"),
                QG.expectedFrom,
                "process",
            ),
            *bilingual(
                "requirement", "Exigence exprimée", "Stated requirement", QG.statedRequirement, "exigence"
            ),
        ),
        help=names(
            "Facultatif : ce que chaque processus client dit attendre, avec ses mots.",
            "Optional: what each customer process says it expects, in its own words.",
        ),
    ),
    Sheet(
        "audit",
        names("Audits internes", "Internal audits", "Audits"),
        "audit",
        (QG.InternalAudit,),
        (
            identifier(),
            *label("Objet", "Subject"),
            required(references("processes", PROCESS, QG.auditedProcess, "process")),
            references(
                "auditors", names("Auditeurs", "Auditors", "auditeur", "auditor"), QG.auditor, "position"
            ),
            date("audited", names("Réalisé le", "Audited on", "date"), QG.auditedOn),
        ),
        help=names(
            "Facultatif : les audits internes ; sans date, un audit est seulement prévu.",
            "Optional: the internal audits; without a date, an audit is only planned.",
        ),
    ),
    Sheet(
        "finding",
        names("Constats d’audit", "Audit findings", "Constats", "Findings", "Écarts"),
        "finding",
        (QG.AuditFinding,),
        (
            identifier(),
            *label("Constat", "Finding"),
            reference("audit", names("Audit", "Audit"), QG.foundIn, "audit"),
            required(reference("process", PROCESS, QG.findingOn, "process")),
            references("clauses", CLAUSES, QG.findingClause, CLAUSE_KIND),
            choice("grade", names("Gravité", "Grade", "severity"), QG.findingGrade, FINDING_GRADES),
            reference("action", names("Action corrective", "Corrective action"), QG.settledBy, "action"),
            date("settled", names("Levé le", "Settled on", "clos le", "closed on"), QG.settledOn),
        ),
        help=names(
            "Facultatif : ce que les audits ont relevé ; sans date, un constat est ouvert.",
            "Optional: what audits noted; without a date, a finding is open.",
        ),
    ),
    Sheet(
        "holiday",
        names("Jours fériés", "Public holidays", "Bank holidays", "Fermetures"),
        "holiday",
        (QG.PublicHoliday,),
        (
            identifier(),
            *label(),
            required(date("day", names("Date", "Date", "jour", "day"), QG.holidayOn)),
        ),
        help=names(
            "Facultatif : les jours qui ne comptent pas dans les délais en jours ouvrés.",
            "Optional: the days that do not count in time limits in working days.",
        ),
    ),
)

"""The sheets about the organisation itself: its processes, who runs them, what flows between them."""

from __future__ import annotations

from typing import Final

from qualite_graph.exchange.columns import CellType, Column, Companion, Sheet, names
from qualite_graph.exchange.headings import (
    CLAUSE_KIND,
    CLAUSES,
    CUSTOMER,
    ORGANISATION_KIND,
    OUTPUT,
    PARTY_HELP,
    PROCESS,
    SUPPLIER,
    bilingual,
    boolean,
    choice,
    date,
    identifier,
    inverse,
    label,
    number,
    of_companion,
    reference,
    references,
    required,
    text,
)
from qualite_graph.exchange.words import DIRECTIONS, FAMILIES, OUTPUT_KINDS
from qualite_graph.vocabulary import DCTERMS, ORG, QG

PROCESS_SHEETS: Final[tuple[Sheet, ...]] = (
    Sheet(
        "organisation",
        names("Organisation", "Organisation", "Organization", "Entreprise", "Organisme"),
        ORGANISATION_KIND,
        (QG.Organization,),
        (
            *label(),
            Column(
                "acknowledge_within",
                names("Accuser réception sous (jours)", "Acknowledge within (days)"),
                CellType.INTEGER,
                QG.acknowledgeWithinDays,
                help=names(
                    "Délai, en jours calendaires, pour accuser réception d’une réclamation.",
                    "Time allowed to acknowledge a complaint, in calendar days.",
                ),
            ),
            Column(
                "answer_within",
                names("Répondre sous (jours ouvrés)", "Answer within (working days)"),
                CellType.INTEGER,
                QG.answerWithinWorkingDays,
                help=names(
                    "Délai, en jours ouvrés (du lundi au vendredi), pour répondre à une réclamation.",
                    "Time allowed to answer a complaint, in working days (Monday to Friday).",
                ),
            ),
        ),
        single=True,
        help=names(
            "Une seule ligne : l’organisation et ses règles.", "One row: the organisation and its rules."
        ),
    ),
    Sheet(
        "process",
        names("Processus", "Processes", "Process"),
        "process",
        (QG.Process,),
        (
            identifier(),
            *label(),
            choice("family", names("Famille", "Family", "type", "nature"), QG.processFamily, FAMILIES),
            reference(
                "owner",
                names(
                    *("Pilote", "Owner", "responsable", "propriétaire", "pilote du processus"),
                    *("responsable du processus", "propriétaire du processus", "process owner", "manager"),
                ),
                QG.hasOwner,
                "position",
                help_=names(
                    "La fonction qui pilote le processus ; laisser vide si personne ne le pilote.",
                    "The position that runs the process; leave empty when nobody does.",
                ),
            ),
            date(
                "last_audit",
                names("Dernier audit interne", "Last internal audit", "dernier audit"),
                QG.lastAuditedOn,
            ),
            reference("unit", names("Unité", "Unit", "service", "département"), QG.inUnit, "unit"),
            *bilingual(
                *("purpose", "Finalité", "Purpose", DCTERMS.description),
                *("but", "mission", "raison d’être", "objet", "description"),
            ),
        ),
        required=True,
        help=names("Les processus de l’organisation.", "The processes of the organisation."),
    ),
    Sheet(
        "position",
        names("Fonctions", "Positions", "Personnes", "People", "Pilotes", "Postes"),
        "position",
        (QG.Position,),
        (
            identifier(),
            *label("Fonction", "Position"),
            text(
                "person",
                names("Personne", "Person", "nom", "name", "titulaire"),
                QG.personName,
                names("Facultatif : donnée personnelle.", "Optional: personal data."),
            ),
            reference("deputy", names("Suppléant", "Deputy"), QG.deputy, "position"),
            boolean(
                "auditor",
                names("Auditeur interne", "Internal auditor"),
                QG.internalAuditor,
                names("Oui pour qui conduit des audits internes.", "Yes for who conducts internal audits."),
            ),
        ),
        help=names("Les fonctions qui pilotent ou suppléent.", "The positions that own or stand in."),
    ),
    Sheet(
        "unit",
        names("Unités", "Units", "Services", "Départements", "Departments"),
        "unit",
        (QG.OrganizationalUnit,),
        (
            identifier(),
            *label(),
            reference("parent", names("Rattachée à", "Part of", "parent"), ORG.subOrganizationOf, "unit"),
        ),
        help=names("Facultatif : les services de l’organisation.", "Optional: the departments."),
    ),
    Sheet(
        "output",
        names("Données de sortie", "Outputs", "Sorties", "Livrables"),
        "output",
        (QG.Output,),
        (
            identifier(),
            *label(),
            reference(
                "producer", names("Producteur", "Producer", "processus", "process"), QG.producedBy, "process"
            ),
            choice("kind", names("Nature", "Kind", "type"), QG.outputKind, OUTPUT_KINDS),
        ),
        help=names("Ce que les processus produisent.", "What the processes produce."),
    ),
    Sheet(
        "internal_flow",
        names("Flux internes", "Internal flows", "Flux", "Flows"),
        "flow",
        (QG.Flow,),
        (
            identifier(),
            required(reference("supplier", SUPPLIER, QG.supplier, "process")),
            required(reference("output", OUTPUT, QG.transfers, "output")),
            required(reference("customer", CUSTOMER, QG.customer, "process")),
            *bilingual("requirement", "Exigence", "Requirement", QG.requirement),
            reference("indicator", names("Indicateur", "Indicator"), QG.measuredBy, "indicator"),
            reference(
                "agreement",
                names("Contrat", "Agreement", "contrat d’interface"),
                QG.underAgreement,
                "agreement",
            ),
        ),
        distinct=("supplier", "customer"),
        help=names("Qui donne quoi à qui, entre processus.", "Who gives what to whom, between processes."),
    ),
    Sheet(
        "inbound_flow",
        names("Flux entrants", "Inbound flows", "Entrées"),
        "flow",
        (QG.Flow,),
        (
            identifier(),
            Column(
                "supplier",
                names("De", "From", "fournisseur", "supplier", "client", "customer"),
                CellType.REFERENCE,
                QG.supplier,
                QG.producedBy,
                kinds=("customer", "provider"),
                required=True,
                help=PARTY_HELP,
                width=14,
            ),
            *map(of_companion, label()),
            required(
                reference("customer", names("Processus", "Process", "vers", "to"), QG.customer, "process")
            ),
            of_companion(choice("kind", names("Nature", "Kind", "type"), QG.outputKind, OUTPUT_KINDS)),
            *bilingual("requirement", "Exigence", "Requirement", QG.requirement),
        ),
        companion=Companion("output", (QG.Output,), QG.transfers),
        help=names(
            "Ce qui entre : de qui, vers quel processus.", "What comes in: from whom, to which process."
        ),
    ),
    Sheet(
        "outbound_flow",
        names("Flux sortants", "Outbound flows", "Livraisons"),
        "flow",
        (QG.Flow,),
        (
            identifier(),
            required(
                reference("supplier", names("Processus", "Process", "de", "from"), QG.supplier, "process")
            ),
            required(reference("output", OUTPUT, QG.transfers, "output")),
            required(
                reference(
                    "customer",
                    names("Vers", "To", "client", "customer", "destinataire"),
                    QG.customer,
                    "customer",
                    "provider",
                    help_=PARTY_HELP,
                )
            ),
            *bilingual("requirement", "Exigence", "Requirement", QG.requirement),
        ),
        help=names(
            "Ce qui sort : de quel processus, vers qui.", "What goes out: from which process, to whom."
        ),
    ),
    Sheet(
        "agreement",
        names("Contrats d’interface", "Interface agreements", "Internal agreements", "Contrats internes"),
        "agreement",
        (QG.InternalAgreement,),
        (
            identifier(),
            *label("Objet", "Subject"),
            required(reference("supplier", SUPPLIER, QG.agreementSupplier, "process")),
            references(
                "customers",
                names("Clients", "Customers", "client", "customer"),
                QG.agreementCustomer,
                "process",
            ),
            date("signed", names("Signé le", "Signed on"), QG.signedOn),
            date("review_due", names("À revoir le", "Review due"), QG.reviewDue),
        ),
        help=names("Les accords entre processus.", "The agreements between processes."),
    ),
    Sheet(
        "indicator",
        names("Indicateurs", "Indicators"),
        "indicator",
        (QG.Indicator,),
        (
            identifier(),
            inverse(reference("process", PROCESS, QG.hasIndicator, "process")),
            *label(),
            text("unit", names("Unité de mesure", "Unit of measure", "unité", "unit"), QG.unitOfMeasure),
            choice(
                "direction",
                names("Sens favorable", "Better when", "sens", "direction"),
                QG.betterDirection,
                DIRECTIONS,
            ),
            number("target", names("Cible", "Target", "objectif"), QG.targetValue),
            number("actual", names("Valeur", "Actual", "réel", "value"), QG.actualValue),
            Column(
                "perception",
                names("Mesure la perception du client", "Measures customer perception", "perception"),
                CellType.BOOLEAN,
                QG.measuresPerception,
            ),
        ),
        help=names("Ce que les processus mesurent.", "What the processes measure."),
    ),
    Sheet(
        "clause",
        names("Articles revendiqués", "Clauses claimed", "Articles", "Clauses"),
        "process",
        (),
        (
            required(reference("process", PROCESS, "", "process")),
            required(references("clauses", CLAUSES, QG.addressesClause, CLAUSE_KIND)),
        ),
        describes="process",
        help=names(
            "Les articles d’ISO 9001:2015 auxquels chaque processus dit répondre.",
            "The clauses of ISO 9001:2015 that each process says it answers.",
        ),
    ),
)

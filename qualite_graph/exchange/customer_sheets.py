"""The sheets about those outside, what they ask and complain of, and what is done about it."""

from __future__ import annotations

from typing import Final

from qualite_graph.exchange.columns import CellType, Column, Sheet, names
from qualite_graph.exchange.headings import (
    PROCESS,
    bilingual,
    boolean,
    choice,
    date,
    identifier,
    label,
    number,
    reference,
    references,
    required,
    text,
)
from qualite_graph.exchange.words import (
    CHANNEL_TYPES,
    NEED_KINDS,
    RISK_KINDS,
    SEVERITIES,
)
from qualite_graph.vocabulary import QG, RDF

CUSTOMER_SHEETS: Final[tuple[Sheet, ...]] = (
    Sheet(
        "customer",
        names("Clients", "Customers", "Clients externes", "External customers"),
        "customer",
        (QG.Customer, QG.ExternalParty),
        (
            identifier(),
            *label(),
            *bilingual("type", "Type de client", "Customer type", QG.customerType, "type", "segment"),
            *bilingual("relation", "Relation", "Relationship", QG.relationship),
            number(
                "revenue",
                names(
                    "Chiffre d’affaires annuel (€)",
                    "Annual revenue (€)",
                    "chiffre d’affaires",
                    "revenue",
                    "CA",
                ),
                QG.annualRevenue,
            ),
        ),
        help=names("Les clients externes.", "The external customers."),
    ),
    Sheet(
        "provider",
        names(
            "Prestataires",
            "Providers",
            "Fournisseurs",
            "Suppliers",
            "Prestataires externes",
            "External providers",
        ),
        "provider",
        (QG.ExternalProvider, QG.ExternalParty),
        (
            identifier(),
            *label(),
            Column(
                "single_source",
                names("Source unique", "Single source"),
                CellType.BOOLEAN,
                QG.singleSource,
                help=names("Oui si personne d’autre ne peut fournir.", "Yes when nobody else can supply."),
            ),
        ),
        help=names("Les prestataires externes.", "The external providers."),
    ),
    Sheet(
        "need",
        names("Besoins et attentes", "Needs and expectations", "Besoins", "Needs"),
        "need",
        (),
        (
            identifier(),
            required(reference("customer", names("Client", "Customer"), QG.neededBy, "customer")),
            choice("kind", names("Nature", "Kind", "type"), RDF.type, NEED_KINDS, QG.PartyNeed),
            *label(),
            text("channel", names("Recueilli par", "Collected via", "canal", "channel"), QG.collectedVia),
            date("collected", names("Recueilli le", "Collected on", "date"), QG.collectedOn),
            references("outputs", names("Couvert par", "Covered by"), QG.coveredBy, "output"),
        ),
        help=names("Ce que les clients attendent.", "What the customers expect."),
    ),
    Sheet(
        "channel",
        names("Canaux d’écoute", "Listening channels", "Canaux"),
        "channel",
        (QG.ListeningChannel,),
        (
            identifier(),
            *label(),
            choice("type", names("Type", "Type", "nature", "kind"), QG.channelType, CHANNEL_TYPES),
            reference("process", PROCESS, QG.operatedBy, "process"),
            references("customers", names("Clients", "Customers"), QG.reaches, "customer"),
            date("last_used", names("Dernière utilisation", "Last used"), QG.lastUsedOn),
        ),
        help=names("Par où l’on écoute les clients.", "How customers are listened to."),
    ),
    Sheet(
        "complaint",
        names("Réclamations", "Complaints", "Plaintes"),
        "complaint",
        (QG.Complaint,),
        (
            identifier(),
            date("received", names("Reçue le", "Received on", "date"), QG.receivedOn),
            required(reference("customer", names("Client", "Customer"), QG.raisedBy, "customer")),
            *label("Objet", "Subject"),
            text("channel", names("Reçue par (canal)", "Received via", "canal", "channel"), QG.receivedVia),
            reference("received_by", names("Processus receveur", "Received by"), QG.receivedBy, "process"),
            reference("caused_by", names("Processus en cause", "Caused by"), QG.causedBy, "process"),
            choice("severity", names("Gravité", "Severity"), QG.severity, SEVERITIES),
            date("acknowledged", names("Accusé de réception le", "Acknowledged on"), QG.acknowledgedOn),
            date("answered", names("Répondue le", "Answered on"), QG.answeredOn),
            date("closed", names("Close le", "Closed on"), QG.closedOn),
            reference("action", names("Action corrective", "Corrective action"), QG.treatedBy, "action"),
            text(
                "group",
                names("Groupe de répétition", "Repeat group"),
                QG.repeatGroup,
                names(
                    "Le même repère pour les réclamations qui se répètent.",
                    "One mark for complaints that repeat.",
                ),
            ),
        ),
        help=names("Les réclamations et leur traitement.", "The complaints and their handling."),
    ),
    Sheet(
        "action",
        names("Actions correctives", "Corrective actions", "Actions"),
        "action",
        (QG.CorrectiveAction,),
        (
            identifier(),
            *label(),
            *bilingual("origin", "Origine", "Origin", QG.origin),
            reference("process", PROCESS, QG.actionOn, "process"),
            date("due", names("Échéance", "Due on"), QG.dueOn),
            date("done", names("Soldée le", "Done on", "réalisée le"), QG.doneOn),
            date(
                "checked",
                names("Efficacité vérifiée le", "Effectiveness checked on"),
                QG.effectivenessCheckedOn,
            ),
            boolean("effective", names("Efficace", "Effective"), QG.effective),
        ),
        help=names("Les actions correctives.", "The corrective actions."),
    ),
    Sheet(
        "risk",
        names("Risques", "Risks", "Risques et opportunités", "Risks and opportunities"),
        "risk",
        (),
        (
            identifier(),
            reference("process", PROCESS, QG.concernsProcess, "process"),
            choice("kind", names("Nature", "Kind", "type"), RDF.type, RISK_KINDS, QG.Risk),
            *label(),
            text("treatment", names("Traitement", "Treatment"), QG.treatment),
        ),
        help=names("Les risques et les opportunités.", "The risks and the opportunities."),
    ),
)

"""The one table of sheets and columns, which drives reading, the template and the export alike."""

from __future__ import annotations

from typing import Final

from qualite_graph.exchange.columns import NO_NAMES, CellType, Column, Companion, Names, Sheet, Word, names
from qualite_graph.exchange.words import (
    CHANNEL_TYPES,
    DIRECTIONS,
    FAMILIES,
    NEED_KINDS,
    OUTPUT_KINDS,
    RISK_KINDS,
    SEVERITIES,
)
from qualite_graph.vocabulary import ORG, QG, RDF, RDFS, SKOS

ORGANISATION_KIND: Final = "organisation"
CLAUSE_KIND: Final = "clause"
_LABEL_WORDS = ("libellé", "intitulé", "désignation")


def _identifier(
    fr: str = "Code unique, court et stable.", en: str = "Unique code, short and stable."
) -> Column:
    return Column(
        "id",
        names("Identifiant", "Identifier", "id", "code", "n°", "numéro", "repère", "réf", "référence"),
        CellType.IDENTIFIER,
        SKOS.notation,
        required=True,
        help=names(fr, en),
        width=13,
    )


def _bilingual(
    key: str, fr: str, en: str, property_: str, *also: str, companion: bool = False
) -> tuple[Column, Column]:
    """Return the two columns of a text given in French and in English."""
    first = names(fr, f"{en} (fr)", f"{fr} (fr)", f"{fr} français", *also)
    second = names(f"{en} (en)", f"{en} (en)", en, f"{fr} (en)", f"{fr} anglais")
    own, other = ("", property_) if companion else (property_, "")
    return (
        Column(f"{key}_fr", first, CellType.TEXT, own, other, lang="fr", width=38),
        Column(f"{key}_en", second, CellType.TEXT, own, other, lang="en", width=38),
    )


def _label(fr: str = "Nom", en: str = "Name", *also: str) -> tuple[Column, Column]:
    return _bilingual("label", fr, en, RDFS.label, *(also or _LABEL_WORDS))


def _text(key: str, heading: Names, property_: str, help_: Names = NO_NAMES) -> Column:
    return Column(key, heading, CellType.TEXT, property_, help=help_, width=24)


def _date(key: str, heading: Names, property_: str, help_: Names = NO_NAMES) -> Column:
    return Column(key, heading, CellType.DATE, property_, help=help_, width=14)


def _reference(
    key: str, heading: Names, property_: str, *kinds: str, required: bool = False, help_: Names = NO_NAMES
) -> Column:
    return Column(
        key, heading, CellType.REFERENCE, property_, kinds=kinds, required=required, help=help_, width=14
    )


def _references(key: str, heading: Names, property_: str, *kinds: str, required: bool = False) -> Column:
    several = names("Plusieurs identifiants se séparent par « ; ».", "Separate several identifiers with “;”.")
    return Column(
        key, heading, CellType.REFERENCES, property_, kinds=kinds, required=required, help=several, width=20
    )


def _choice(
    key: str,
    heading: Names,
    property_: str,
    words: tuple[Word, ...],
    *,
    default: str = "",
    companion: bool = False,
) -> Column:
    own, other = ("", property_) if companion else (property_, "")
    return Column(key, heading, CellType.CHOICE, own, other, words=words, default=default, width=20)


_SUPPLIER = names("Fournisseur", "Supplier", "processus fournisseur", "de", "from", "émetteur")
_CUSTOMER = names("Client", "Customer", "processus client", "vers", "à", "to", "destinataire")
_OUTPUT = names("Donnée de sortie", "Output", "sortie", "livrable")
_PROCESS = names("Processus", "Process")

LAYOUT: Final[tuple[Sheet, ...]] = (
    Sheet(
        "organisation",
        names("Organisation", "Organisation", "Organization", "Entreprise", "Organisme"),
        ORGANISATION_KIND,
        (QG.Organization,),
        (
            *_label(),
            Column(
                "acknowledge_within",
                names("Accuser réception sous (jours)", "Acknowledge within (days)"),
                CellType.INTEGER,
                QG.acknowledgeWithinDays,
                help=names(
                    "Délai, en jours calendaires, pour accuser réception d'une réclamation.",
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
            "Une seule ligne : l'organisation et ses règles.", "One row: the organisation and its rules."
        ),
    ),
    Sheet(
        "process",
        names("Processus", "Processes", "Process"),
        "process",
        (QG.Process,),
        (
            _identifier(),
            *_label(),
            _choice("family", names("Famille", "Family", "type", "nature"), QG.processFamily, FAMILIES),
            _reference(
                "owner",
                names("Pilote", "Owner", "responsable", "propriétaire"),
                QG.hasOwner,
                "position",
                help_=names(
                    "La fonction qui pilote le processus ; laisser vide si personne ne le pilote.",
                    "The position that runs the process; leave empty when nobody does.",
                ),
            ),
            _date(
                "last_audit",
                names("Dernier audit interne", "Last internal audit", "dernier audit"),
                QG.lastAuditedOn,
            ),
            _reference("unit", names("Unité", "Unit", "service", "département"), QG.inUnit, "unit"),
        ),
        required=True,
        help=names("Les processus de l'organisation.", "The processes of the organisation."),
    ),
    Sheet(
        "position",
        names("Fonctions", "Positions", "Personnes", "People", "Pilotes", "Postes"),
        "position",
        (QG.Position,),
        (
            _identifier(),
            *_label("Fonction", "Position", "poste", "rôle"),
            _text(
                "person",
                names("Personne", "Person", "nom", "name", "titulaire"),
                QG.personName,
                names("Facultatif : donnée personnelle.", "Optional: personal data."),
            ),
            _reference("deputy", names("Suppléant", "Deputy"), QG.deputy, "position"),
        ),
        help=names("Les fonctions qui pilotent ou suppléent.", "The positions that own or stand in."),
    ),
    Sheet(
        "customer",
        names("Clients", "Customers", "Clients externes", "External customers"),
        "customer",
        (QG.Customer, QG.ExternalParty),
        (
            _identifier(),
            *_label(),
            *_bilingual("type", "Type de client", "Customer type", QG.customerType, "type", "segment"),
            *_bilingual("relation", "Relation", "Relationship", QG.relationship),
            Column(
                "revenue",
                names(
                    "Chiffre d'affaires annuel (€)",
                    "Annual revenue (€)",
                    "chiffre d'affaires",
                    "revenue",
                    "CA",
                ),
                CellType.DECIMAL,
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
            _identifier(),
            *_label(),
            Column(
                "single_source",
                names("Source unique", "Single source"),
                CellType.BOOLEAN,
                QG.singleSource,
                help=names("oui si personne d'autre ne peut fournir.", "yes when nobody else can supply."),
            ),
        ),
        help=names("Les prestataires externes.", "The external providers."),
    ),
    Sheet(
        "output",
        names("Données de sortie", "Outputs", "Sorties", "Livrables"),
        "output",
        (QG.Output,),
        (
            _identifier(),
            *_label(),
            _reference(
                "producer", names("Producteur", "Producer", "processus", "process"), QG.producedBy, "process"
            ),
            _choice("kind", names("Nature", "Kind", "type"), QG.outputKind, OUTPUT_KINDS),
        ),
        help=names("Ce que les processus produisent.", "What the processes produce."),
    ),
    Sheet(
        "internal_flow",
        names("Flux internes", "Internal flows", "Flux", "Flows"),
        "flow",
        (QG.Flow,),
        (
            _identifier(),
            _reference("supplier", _SUPPLIER, QG.supplier, "process", required=True),
            _reference("output", _OUTPUT, QG.transfers, "output", required=True),
            _reference("customer", _CUSTOMER, QG.customer, "process", required=True),
            *_bilingual("requirement", "Exigence", "Requirement", QG.requirement),
            _reference("indicator", names("Indicateur", "Indicator"), QG.measuredBy, "indicator"),
            _reference(
                "agreement",
                names("Contrat", "Agreement", "contrat d'interface"),
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
            _identifier(),
            Column(
                "supplier",
                names("De", "From", "fournisseur", "supplier", "client", "customer"),
                CellType.REFERENCE,
                QG.supplier,
                QG.producedBy,
                kinds=("customer", "provider"),
                required=True,
                help=names("Un client ou un prestataire.", "A customer or a provider."),
                width=14,
            ),
            *_bilingual("label", "Nom", "Name", RDFS.label, *_LABEL_WORDS, companion=True),
            _reference(
                "customer", names("Processus", "Process", "vers", "to"), QG.customer, "process", required=True
            ),
            _choice("kind", names("Nature", "Kind", "type"), QG.outputKind, OUTPUT_KINDS, companion=True),
            *_bilingual("requirement", "Exigence", "Requirement", QG.requirement),
        ),
        companion=Companion("output", (QG.Output,), QG.transfers),
        help=names(
            "Ce qui entre : de qui, vers quel processus.", "What comes in: from whom, to which process."
        ),
    ),
    Sheet(
        "outbound_flow",
        names("Flux sortants", "Outbound flows", "Livraisons"),
        "flow",
        (QG.Flow,),
        (
            _identifier(),
            _reference(
                "supplier", names("Processus", "Process", "de", "from"), QG.supplier, "process", required=True
            ),
            _reference("output", _OUTPUT, QG.transfers, "output", required=True),
            _reference(
                "customer",
                names("Vers", "To", "client", "customer", "destinataire"),
                QG.customer,
                "customer",
                "provider",
                required=True,
                help_=names("Un client ou un prestataire.", "A customer or a provider."),
            ),
            *_bilingual("requirement", "Exigence", "Requirement", QG.requirement),
        ),
        help=names(
            "Ce qui sort : de quel processus, vers qui.", "What goes out: from which process, to whom."
        ),
    ),
    Sheet(
        "agreement",
        names("Contrats d'interface", "Interface agreements", "Internal agreements", "Contrats internes"),
        "agreement",
        (QG.InternalAgreement,),
        (
            _identifier(),
            *_label("Objet", "Subject"),
            _reference("supplier", _SUPPLIER, QG.agreementSupplier, "process", required=True),
            _references(
                "customers",
                names("Clients", "Customers", "client", "customer"),
                QG.agreementCustomer,
                "process",
            ),
            _date("signed", names("Signé le", "Signed on"), QG.signedOn),
            _date("review_due", names("À revoir le", "Review due"), QG.reviewDue),
        ),
        help=names("Les accords entre processus.", "The agreements between processes."),
    ),
    Sheet(
        "indicator",
        names("Indicateurs", "Indicators"),
        "indicator",
        (QG.Indicator,),
        (
            _identifier(),
            Column(
                "process",
                _PROCESS,
                CellType.REFERENCE,
                QG.hasIndicator,
                kinds=("process",),
                inverse=True,
                width=14,
            ),
            *_label(),
            _text("unit", names("Unité de mesure", "Unit of measure", "unité", "unit"), QG.unitOfMeasure),
            _choice(
                "direction",
                names("Sens favorable", "Better when", "sens", "direction"),
                QG.betterDirection,
                DIRECTIONS,
            ),
            Column(
                "target", names("Cible", "Target", "objectif"), CellType.DECIMAL, QG.targetValue, width=12
            ),
            Column(
                "actual",
                names("Valeur", "Actual", "réel", "value"),
                CellType.DECIMAL,
                QG.actualValue,
                width=12,
            ),
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
        "need",
        names("Besoins et attentes", "Needs and expectations", "Besoins", "Needs"),
        "need",
        (),
        (
            _identifier(),
            _reference("customer", names("Client", "Customer"), QG.neededBy, "customer", required=True),
            _choice("kind", names("Nature", "Kind", "type"), RDF.type, NEED_KINDS, default=QG.PartyNeed),
            *_label(),
            _text("channel", names("Recueilli par", "Collected via", "canal", "channel"), QG.collectedVia),
            _date("collected", names("Recueilli le", "Collected on", "date"), QG.collectedOn),
            _references("outputs", names("Couvert par", "Covered by"), QG.coveredBy, "output"),
        ),
        help=names("Ce que les clients attendent.", "What the customers expect."),
    ),
    Sheet(
        "channel",
        names("Canaux d'écoute", "Listening channels", "Canaux"),
        "channel",
        (QG.ListeningChannel,),
        (
            _identifier(),
            *_label(),
            _choice("type", names("Type", "Type", "nature", "kind"), QG.channelType, CHANNEL_TYPES),
            _reference("process", _PROCESS, QG.operatedBy, "process"),
            _references("customers", names("Clients", "Customers"), QG.reaches, "customer"),
            _date("last_used", names("Dernière utilisation", "Last used"), QG.lastUsedOn),
        ),
        help=names("Par où l'on écoute les clients.", "How customers are listened to."),
    ),
    Sheet(
        "complaint",
        names("Réclamations", "Complaints", "Plaintes"),
        "complaint",
        (QG.Complaint,),
        (
            _identifier(),
            _date("received", names("Reçue le", "Received on", "date"), QG.receivedOn),
            _reference("customer", names("Client", "Customer"), QG.raisedBy, "customer", required=True),
            *_label("Objet", "Subject"),
            _text("channel", names("Reçue par (canal)", "Received via", "canal", "channel"), QG.receivedVia),
            _reference("received_by", names("Processus receveur", "Received by"), QG.receivedBy, "process"),
            _reference("caused_by", names("Processus en cause", "Caused by"), QG.causedBy, "process"),
            _choice("severity", names("Gravité", "Severity"), QG.severity, SEVERITIES),
            _date("acknowledged", names("Accusé de réception le", "Acknowledged on"), QG.acknowledgedOn),
            _date("answered", names("Répondue le", "Answered on"), QG.answeredOn),
            _date("closed", names("Close le", "Closed on"), QG.closedOn),
            _reference("action", names("Action corrective", "Corrective action"), QG.treatedBy, "action"),
            _text(
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
            _identifier(),
            *_label(),
            *_bilingual("origin", "Origine", "Origin", QG.origin),
            _reference("process", _PROCESS, QG.actionOn, "process"),
            _date("due", names("Échéance", "Due on"), QG.dueOn),
            _date("done", names("Soldée le", "Done on", "réalisée le"), QG.doneOn),
        ),
        help=names("Les actions correctives.", "The corrective actions."),
    ),
    Sheet(
        "risk",
        names("Risques", "Risks", "Risques et opportunités", "Risks and opportunities"),
        "risk",
        (),
        (
            _identifier(),
            _reference("process", _PROCESS, QG.concernsProcess, "process"),
            _choice("kind", names("Nature", "Kind", "type"), RDF.type, RISK_KINDS, default=QG.Risk),
            *_label(),
            _text("treatment", names("Traitement", "Treatment"), QG.treatment),
        ),
        help=names("Les risques et les opportunités.", "The risks and the opportunities."),
    ),
    Sheet(
        "clause",
        names("Articles revendiqués", "Clauses claimed", "Articles", "Clauses"),
        "process",
        (),
        (
            _reference("process", _PROCESS, "", "process", required=True),
            _references(
                "clauses",
                names("Articles", "Clauses", "article", "clause"),
                QG.addressesClause,
                CLAUSE_KIND,
                required=True,
            ),
        ),
        describes="process",
        help=names(
            "Les articles d'ISO 9001:2015 auxquels chaque processus dit répondre.",
            "The clauses of ISO 9001:2015 that each process says it answers.",
        ),
    ),
    Sheet(
        "unit",
        names("Unités", "Units", "Services", "Départements", "Departments"),
        "unit",
        (QG.OrganizationalUnit,),
        (
            _identifier(),
            *_label(),
            _reference("parent", names("Rattachée à", "Part of", "parent"), ORG.subOrganizationOf, "unit"),
        ),
        help=names("Facultatif : les services de l'organisation.", "Optional: the departments."),
    ),
)

NOTICE: Final = names("Mode d'emploi", "How to fill in", "Lisez-moi", "Read me", "Notice")


def sheet(key: str) -> Sheet:
    """Return the sheet of that key.

    Raises:
        KeyError: the layout has no such sheet.
    """
    for candidate in LAYOUT:
        if candidate.key == key:
            return candidate
    raise KeyError(key)

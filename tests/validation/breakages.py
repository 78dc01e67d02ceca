"""For each rule about an organisation, the least change to a sound one that breaks it."""

from typing import NamedTuple


class Change(NamedTuple):
    """Statements to add and to take away, in Turtle; `focus` is the item that is then at fault."""

    focus: str
    add: str = ""
    remove: str = ""


ORGANISATION = "<https://w3id.org/qualite-graph/data/essai>"
NEW_PROCESS = (
    'e:P3 a qg:Process ; skos:notation "P3" ; rdfs:label "Servir"@fr ; qg:hasIndicator e:I1 ;'
    ' qg:hasOwner e:H3 ; qg:lastAuditedOn "2026-01-01"^^xsd:date .'
    ' e:H3 a qg:Position ; skos:notation "H3" ; rdfs:label "Seul"@fr . '
)
SECOND_COMPLAINT = (
    'e:K2 a qg:Complaint ; skos:notation "K2" ; rdfs:label "Retard"@fr ; qg:raisedBy e:C1 ;'
    ' qg:receivedOn "2026-05-01"^^xsd:date ; qg:repeatGroup "G1" . '
)
SECOND_CUSTOMER = 'e:C2 a qg:Customer , qg:ExternalParty ; skos:notation "C2" ; rdfs:label "Autre"@fr . '

SET_ASIDE = 'e:Z1 a qg:NonApplicability ; skos:notation "Z1" ; qg:justification "Sans objet"@fr ;'

BREAKAGES = {
    "OrganizationName": Change(ORGANISATION, f'{ORGANISATION} rdfs:label "Autre nom"@fr .'),
    "OrganizationHasName": Change(ORGANISATION, remove=f'{ORGANISATION} rdfs:label "Essai"@fr .'),
    "AcknowledgementTime": Change(ORGANISATION, f'{ORGANISATION} qg:acknowledgeWithinDays "deux" .'),
    "AnswerTime": Change(ORGANISATION, f"{ORGANISATION} qg:answerWithinWorkingDays -1 ."),
    "UnitAbove": Change("e:U2", "e:U2 org:subOrganizationOf e:P1 ."),
    "Name": Change("e:O1", 'e:O1 rdfs:label "Morceaux"@fr .'),
    "HasName": Change("e:O1", remove='e:O1 rdfs:label "Pièces"@fr .'),
    "Code": Change("e:F1", 'e:F1 skos:notation "F1 bis" .'),
    "HasCode": Change("e:F1", remove='e:F1 skos:notation "F1" .'),
    "PersonName": Change("e:H1", 'e:H1 qg:personName "C. D." .'),
    "Deputy": Change("e:H1", "e:H1 qg:deputy e:nobody ."),
    "OtherDeputy": Change("e:H1", "e:H1 qg:deputy e:H1 ."),
    "PersonOnWhomTooMuchRests": Change(
        "e:H3", f"{NEW_PROCESS} e:P1 qg:hasOwner e:H3 . e:P2 qg:hasOwner e:H3 ."
    ),
    "ProcessFamilyOf": Change("e:P1", "e:P1 qg:processFamily e:unknown ."),
    "Owner": Change("e:P1", "e:P1 qg:hasOwner e:nobody ."),
    "IndicatorOfProcess": Change("e:P1", "e:P1 qg:hasIndicator e:none ."),
    "ClaimedClause": Change("e:P1", "e:P1 qg:addressesClause clause:11.4 ."),
    "LastAudit": Change("e:P1", 'e:P1 qg:lastAuditedOn "2026-02-30"^^xsd:date .'),
    "UnitOf": Change("e:P1", "e:P1 qg:inUnit e:nowhere ."),
    "Supplier": Change("e:F1", "e:F1 qg:supplier e:P2 ."),
    "Customer": Change("e:F1", remove="e:F1 qg:customer e:P2 ."),
    "Transfers": Change("e:F1", "e:F1 qg:transfers e:O2 ."),
    "RequirementText": Change("e:F1", 'e:F1 qg:requirement "Sous 3 jours"@fr .'),
    "UnderAgreement": Change("e:F1", "e:F1 qg:underAgreement e:none ."),
    "MeasuredBy": Change("e:F1", "e:F1 qg:measuredBy e:none ."),
    "FlowTouchesProcess": Change("e:X1", "e:X1 qg:customer e:V1 .", "e:X1 qg:customer e:P1 ."),
    "FlowToItself": Change("e:F1", "e:F1 qg:customer e:P1 .", "e:F1 qg:customer e:P2 ."),
    "FlowGivesOwnOutput": Change("e:F1", "e:F1 qg:transfers e:O2 .", "e:F1 qg:transfers e:O1 ."),
    "OutputKindOf": Change("e:O1", "e:O1 qg:outputKind e:unknown ."),
    "ProducedBy": Change("e:O1", "e:O1 qg:producedBy e:P2 ."),
    "HasProducer": Change("e:O1", remove="e:O1 qg:producedBy e:P1 ."),
    "AgreementSupplier": Change("e:A1", remove="e:A1 qg:agreementSupplier e:P1 ."),
    "HasAgreementCustomer": Change("e:A1", remove="e:A1 qg:agreementCustomer e:P2 ."),
    "AgreementCustomer": Change("e:A1", "e:A1 qg:agreementCustomer e:C1 ."),
    "SignedOn": Change(
        "e:A1", 'e:A1 qg:signedOn "2027-01-01"^^xsd:date .', 'e:A1 qg:signedOn "2025-01-01"^^xsd:date .'
    ),
    "ReviewDue": Change("e:A1", 'e:A1 qg:reviewDue "bientôt" .'),
    "FlowWithinAgreement": Change(
        "e:F1", "e:A1 qg:agreementCustomer e:P1 .", "e:A1 qg:agreementCustomer e:P2 ."
    ),
    "UnitOfMeasure": Change("e:I1", "e:I1 qg:unitOfMeasure e:percent ."),
    "BetterDirection": Change("e:I1", "e:I1 qg:betterDirection e:up ."),
    "TargetValue": Change("e:I1", 'e:I1 qg:targetValue "cinq" .'),
    "ActualValue": Change("e:I1", "e:I1 qg:actualValue 4.6 ."),
    "MeasuresPerception": Change("e:I1", 'e:I1 qg:measuresPerception "peut-être" .'),
    "TargetHasDirection": Change("e:I1", remove="e:I1 qg:betterDirection qg:LowerIsBetter ."),
    "IndicatorOfNothing": Change(
        "e:I2",
        'e:I2 a qg:Indicator ; skos:notation "I2" ; rdfs:label "Oublié"@fr ; qg:targetValue 1.0 ;'
        " qg:actualValue 1.0 ; qg:betterDirection qg:LowerIsBetter .",
    ),
    "DerivedInternalCustomer": Change("e:P1", "e:P1 qg:hasInternalCustomer e:C1 ."),
    "DerivedFeedback": Change("e:P1", "e:P1 qg:sendsFeedbackTo e:C1 ."),
    "DerivedDelivery": Change("e:P1", "e:P1 qg:deliversTo e:P2 ."),
    "FromElement": Change(
        "e:E1", "e:E1 a qg:UnmappedElement ; qg:fromElement e:P1 , e:P2 ; qg:toElement e:P1 ."
    ),
    "ToElement": Change("e:E1", 'e:E1 a qg:UnmappedElement ; qg:fromElement e:P1 ; qg:toElement "P2" .'),
    "ProcessWithoutOwner": Change("e:P1", remove="e:P1 qg:hasOwner e:H1 ."),
    "ProcessWithoutCustomer": Change("e:P3", NEW_PROCESS),
    "NoExternalCustomer": Change(ORGANISATION, remove="e:Y1 qg:customer e:C1 ."),
    "ProcessWithoutIndicator": Change("e:P1", remove="e:P1 qg:hasIndicator e:I1 ."),
    "ProcessNeverAudited": Change("e:P1", remove='e:P1 qg:lastAuditedOn "2026-01-15"^^xsd:date .'),
    "ProcessAuditedLongAgo": Change(
        "e:P1",
        'e:P1 qg:lastAuditedOn "2023-06-30"^^xsd:date .',
        'e:P1 qg:lastAuditedOn "2026-01-15"^^xsd:date .',
    ),
    "SinglePointOfFailure": Change(
        "e:P1",
        f'{NEW_PROCESS} e:P1 qg:hasOwner e:H3 . e:F3 a qg:Flow ; skos:notation "F3" ; qg:supplier e:P3 ;'
        ' qg:customer e:P1 ; qg:transfers e:O5 ; qg:requirement "Net"@fr . e:O5 a qg:Output ;'
        ' skos:notation "O5" ; rdfs:label "Plan"@fr ; qg:producedBy e:P3 .',
        "e:P1 qg:hasOwner e:H1 .",
    ),
    "OutputForNobody": Change(
        "e:O5", 'e:O5 a qg:Output ; skos:notation "O5" ; rdfs:label "Rapport"@fr ; qg:producedBy e:P1 .'
    ),
    "FlowWithoutRequirement": Change("e:F1", remove='e:F1 qg:requirement "Sous 2 jours"@fr .'),
    "AgreementPastReview": Change(
        "e:A1",
        'e:A1 qg:reviewDue "2026-06-29"^^xsd:date .',
        'e:A1 qg:reviewDue "2026-12-31"^^xsd:date .',
    ),
    "IndicatorWithoutTarget": Change("e:I1", remove="e:I1 qg:targetValue 5.0 ."),
    "IndicatorWithoutValue": Change("e:I1", remove="e:I1 qg:actualValue 4.5 ."),
    "ClauseWithoutProcess": Change("clause:7.1.6", remove="e:P1 qg:addressesClause clause:7 ."),
    "NoClauseClaimed": Change(
        ORGANISATION,
        remove="e:P1 qg:addressesClause clause:4 , clause:5 , clause:6 , clause:7 , clause:8 , clause:9 ,"
        " clause:10 .",
    ),
    "AnnualRevenue": Change("e:C1", 'e:C1 qg:annualRevenue "beaucoup" .'),
    "CustomerTypeText": Change("e:C1", 'e:C1 qg:customerType "public"@fr .'),
    "RelationshipText": Change("e:C1", "e:C1 qg:relationship e:P1 ."),
    "SingleSource": Change("e:V1", 'e:V1 qg:singleSource "non" .'),
    "NeededBy": Change("e:N1", "e:N1 qg:neededBy e:nobody ."),
    "CollectedOn": Change("e:N1", 'e:N1 qg:collectedOn "hier" .'),
    "CollectedVia": Change("e:N1", "e:N1 qg:collectedVia e:L1 ."),
    "CoveredBy": Change("e:N1", "e:N1 qg:coveredBy e:P1 ."),
    "ChannelTypeOf": Change("e:L1", "e:L1 qg:channelType qg:VisitChannel ."),
    "HasChannelType": Change("e:L1", remove="e:L1 qg:channelType qg:SurveyChannel ."),
    "OperatedBy": Change("e:L1", "e:L1 qg:operatedBy e:H1 ."),
    "Reaches": Change("e:L1", "e:L1 qg:reaches e:nobody ."),
    "LastUsedOn": Change("e:L1", 'e:L1 qg:lastUsedOn "2026"^^xsd:gYear .'),
    "RaisedBy": Change("e:K1", remove="e:K1 qg:raisedBy e:C1 ."),
    "ReceivedBy": Change("e:K1", "e:K1 qg:receivedBy e:P1 ."),
    "CausedBy": Change("e:K1", "e:K1 qg:causedBy e:none ."),
    "SeverityOf": Change("e:K1", "e:K1 qg:severity qg:Minor ."),
    "TreatedBy": Change("e:K1", "e:K1 qg:treatedBy e:none ."),
    "RepeatGroup": Change("e:K1", 'e:K1 qg:repeatGroup "G2" .'),
    "ReceivedVia": Change("e:K1", "e:K1 qg:receivedVia e:L1 ."),
    "ReceivedOn": Change("e:K1", 'e:K1 qg:receivedOn "2026-04-02"^^xsd:date .'),
    "HasReceptionDate": Change("e:K1", remove='e:K1 qg:receivedOn "2026-04-01"^^xsd:date .'),
    "AcknowledgedOn": Change("e:K1", 'e:K1 qg:acknowledgedOn "2026-03-31"^^xsd:date .'),
    "AnsweredOn": Change("e:K1", 'e:K1 qg:answeredOn "jamais" .'),
    "ClosedOn": Change(
        "e:K1", 'e:K1 qg:closedOn "2026-03-01"^^xsd:date .', 'e:K1 qg:closedOn "2026-04-06"^^xsd:date .'
    ),
    "CustomerWithoutNeed": Change("e:C2", SECOND_CUSTOMER),
    "ComplainingCustomerNeverSurveyed": Change(
        "e:C2", f"{SECOND_CUSTOMER} {SECOND_COMPLAINT} e:K2 qg:raisedBy e:C2 . e:N2 qg:neededBy e:C2 ."
    ),
    "RequirementWithoutOutput": Change("e:N1", remove="e:N1 qg:coveredBy e:O3 ."),
    "ExpectationWithoutOutput": Change("e:N2", remove="e:N2 qg:coveredBy e:O3 ."),
    "ComplaintsGoNowhere": Change(
        "e:P2", "e:O2 qg:outputKind qg:ProductOutput .", "e:O2 qg:outputKind qg:FeedbackOutput ."
    ),
    "RepeatedComplaintWithoutAction": Change("e:K2", SECOND_COMPLAINT, "e:K1 qg:treatedBy e:T1 ."),
    "SingleExternalSource": Change("e:V1", "e:V1 qg:singleSource true .", "e:V1 qg:singleSource false ."),
    "ActionOn": Change("e:T1", "e:T1 qg:actionOn e:H1 ."),
    "DueOn": Change("e:T1", 'e:T1 qg:dueOn "2026-05-02"^^xsd:date .'),
    "DoneOn": Change("e:T1", 'e:T1 qg:doneOn "fait" .'),
    "Origin": Change("e:T1", 'e:T1 qg:origin "audit"@fr .'),
    "ConcernsProcess": Change("e:R1", "e:R1 qg:concernsProcess e:none ."),
    "Treatment": Change("e:R1", 'e:R1 qg:treatment "assurance"@fr .'),
    "RiskWithoutTreatment": Change("e:R1", remove='e:R1 qg:treatment "contrat"@fr .'),
    "InternalAuditor": Change(
        "e:H2", 'e:H2 qg:internalAuditor "peut-être" .', "e:H2 qg:internalAuditor true ."
    ),
    "HolidayOn": Change("e:J1", remove='e:J1 qg:holidayOn "2026-05-01"^^xsd:date .'),
    "ClauseNotApplicable": Change("e:Z1", f"{SET_ASIDE} qg:clauseNotApplicable clause:11.4 ."),
    "JustificationText": Change(
        "e:Z1", f'{SET_ASIDE} qg:clauseNotApplicable clause:3 ; qg:justification "Vieux"@fr .'
    ),
    "JustificationStated": Change(
        "e:Z1", 'e:Z1 a qg:NonApplicability ; skos:notation "Z1" ; qg:clauseNotApplicable clause:3 .'
    ),
    "ClauseSetAsideAndClaimed": Change("e:Z1", f"{SET_ASIDE} qg:clauseNotApplicable clause:8 ."),
    "KeptBy": Change("e:D1", remove="e:D1 qg:keptBy e:P1 ."),
    "EvidenceFor": Change("e:D1", "e:D1 qg:evidenceFor clause:11.4 ."),
    "DocumentDuty": Change("e:D1", "e:D1 qg:documentDuty qg:Minor ."),
    "DocumentDate": Change("e:D1", 'e:D1 qg:documentDate "hier" .'),
    "ValidThrough": Change("e:D1", 'e:D1 qg:validThrough "2027-01-31"^^xsd:date .'),
    "DocumentPastValidity": Change(
        "e:D1",
        'e:D1 qg:validThrough "2026-06-29"^^xsd:date .',
        'e:D1 qg:validThrough "2026-12-31"^^xsd:date .',
    ),
    "StatedBy": Change("e:B1", "e:B1 qg:statedBy e:P1 ."),
    "NeedsOutput": Change("e:B1", "e:B1 qg:needsOutput e:P1 ."),
    "ExpectedFrom": Change("e:B1", "e:B1 qg:expectedFrom e:none ."),
    "StatedRequirement": Change("e:B1", 'e:B1 qg:statedRequirement "Sous 3 jours"@fr .'),
    "EffectivenessCheckedOn": Change("e:T1", 'e:T1 qg:effectivenessCheckedOn "bientôt" .'),
    "Effective": Change("e:T1", "e:T1 qg:effective false ."),
    "AuditedProcess": Change("e:Q1", remove="e:Q1 qg:auditedProcess e:P2 ."),
    "Auditor": Change("e:Q1", "e:Q1 qg:auditor e:nobody ."),
    "AuditedOn": Change("e:Q1", 'e:Q1 qg:auditedOn "en janvier" .'),
    "AuditorOwnsWhatIsAudited": Change("e:Q1", "e:Q1 qg:auditor e:H2 ."),
    "FoundIn": Change("e:Q2", "e:Q2 qg:foundIn e:none ."),
    "FindingOn": Change("e:Q2", remove="e:Q2 qg:findingOn e:P1 ."),
    "FindingClause": Change("e:Q2", "e:Q2 qg:findingClause clause:11.4 ."),
    "FindingGradeOf": Change("e:Q2", "e:Q2 qg:findingGrade qg:Observation ."),
    "SettledOn": Change("e:Q2", 'e:Q2 qg:settledOn "levé" .'),
    "SettledBy": Change("e:Q2", "e:Q2 qg:settledBy e:none ."),
}

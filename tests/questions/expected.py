"""What each question of the catalogue answers for the example organisation, at 30 June 2026.

A question with one column has its answers one after the other; the others have their rows apart by a
semicolon or a new line. A sentence shows as its language alone (`@fr`): its wording is free, that it is
there is not.
"""

from __future__ import annotations

from typing import Final

EXPECTED: Final[dict[str, str]] = {
    "Q01": """
        1 | principle:P1 ; 2 | principle:P2 ; 3 | principle:P3 ; 4 | principle:P4 ; 5 | principle:P5
        6 | principle:P6 ; 7 | principle:P7
    """,
    "Q02": "principle:set-8 | 8 | 2015-09 ; principle:set-7 | 7 | –",
    "Q03": "@en | statement:S2 ; @fr | statement:S2",
    "Q04": "qg:OperationalType | qg:Practitioner",
    "Q05": "principle:P1 principle:P2 principle:P3 principle:P7",
    "Q06": "principle:P4 principle:P5 principle:P6",
    "Q07": "qg:PrincipleTypes | qg:Practitioner | qg:OneSource | statement:S6",
    "Q08": "principle:P4 | qg:Merged | qg:OwnJudgement",
    "Q09": "qg:RelationalType | @en | qg:Practitioner ; qg:RelationalType | @fr | qg:Practitioner",
    "Q10": "clause:8.2 | edition:iso9001-2015",
    "Q11": """
        clause:8.2.1 | clause:8.2 ; clause:8.2.2 | clause:8.2 ; clause:8.2.3 | clause:8.2
        clause:8.2.3.1 | clause:8.2.3 ; clause:8.2.3.2 | clause:8.2.3 ; clause:8.2.4 | clause:8.2
    """,
    "Q12": """
        clause:5.1.2 | @en ; clause:5.1.2 | @fr ; clause:8.2.1 | @en ; clause:8.2.1 | @fr
        clause:8.5.3 | @en ; clause:8.5.3 | @fr ; clause:9.1.2 | @en ; clause:9.1.2 | @fr
    """,
    "Q13": "clause:4.3 clause:4.4.2 clause:5.2.2 clause:6.2.1 clause:8.1",
    "Q14": """
        edition:iso9001-1987 | 1 | 1987 | qg:SeveralSources
        edition:iso9001-1994 | 2 | 1994 | qg:SeveralSources
        edition:iso9001-2000 | 3 | 2000 | qg:SeveralSources
        edition:iso9001-2008 | 4 | 2008 | qg:SeveralSources
        edition:iso9001-2015 | 5 | 2015-09-15 | qg:SeveralSources
        edition:iso9001-2015-amd1-2024 | – | 2024-02 | qg:SeveralSources
        edition:iso9001-2026 | 6 | 2026-09-16 | qg:Unconfirmed
    """,
    "Q15": """
        edition:iso9001-2015 | qg:Superseded | 2026-09-16 | @en | qg:Practitioner | qg:Unconfirmed
        edition:iso9001-2015 | qg:Superseded | 2026-09-16 | @fr | qg:Practitioner | qg:Unconfirmed
        edition:iso9001-2026 | qg:ReportedPublished | 2026-09-16 | @en | qg:Practitioner | qg:Unconfirmed
        edition:iso9001-2026 | qg:ReportedPublished | 2026-09-16 | @fr | qg:Practitioner | qg:Unconfirmed
    """,
    "Q16": """
        edition:iso9001-2015-amd1-2024 | clause:4.1 | @en
        edition:iso9001-2015-amd1-2024 | clause:4.1 | @fr
        edition:iso9001-2015-amd1-2024 | clause:4.2 | @en
        edition:iso9001-2015-amd1-2024 | clause:4.2 | @fr
    """,
    "Q17": """
        standard:iso10001 | @en ; standard:iso10001 | @fr ; standard:iso10002 | @en
        standard:iso10002 | @fr ; standard:iso10003 | @en ; standard:iso10003 | @fr
        standard:iso10004 | @en ; standard:iso10004 | @fr ; standard:iso10008 | @en
        standard:iso10008 | @fr
    """,
    "Q18": """
        qg:Customer | @en | qg:IsoFact ; qg:Customer | @fr | qg:IsoFact
        qg:Buyer | @en | qg:Practitioner ; qg:Buyer | @fr | qg:Practitioner
    """,
    "Q19": "ref:complaint-handling ref:expectation-foresight ref:listening ref:needs-analysis",
    "Q20": "ref:making-profit ref:paying-suppliers ref:paying-wages ref:purchasing",
    "Q21": """
        ref:future-trends | qg:OpenList ; ref:innovation | qg:OpenList
        ref:market-needs | qg:OpenList ; ref:technological-lead | qg:OpenList
    """,
    "Q22": """
        C1 | 4200000 | 39.6 ; C2 | 3100000 | 29.2 ; C3 | 1800000 | 17 ; C4 | 900000 | 8.5
        C5 | 600000 | 5.7
    """,
    "Q23": """
        C1 | N01 | qg:Requirement | 2025-10-03 | cahier des charges
        C1 | N02 | qg:Requirement | 2025-10-03 | contrat
        C1 | N03 | qg:Expectation | 2026-01-20 | visite
        C1 | N10 | qg:Expectation | 2026-01-20 | visite
        C2 | N04 | qg:Requirement | 2025-07-15 | cahier des charges
        C2 | N05 | qg:Need | 2024-03-12 | visite ; C2 | N06 | qg:Expectation | 2026-03-02 | enquête
        C4 | N07 | qg:LegalRequirement | 2025-12-01 | appel d'offres
        C4 | N08 | qg:Expectation | 2026-03-02 | enquête ; C5 | N09 | qg:Need | 2025-11-22 | téléphone
    """,
    "Q24": "N05 | C2 | 2024-03-12 | 27",
    "Q25": "N06 | C2 | qg:Expectation ; N08 | C4 | qg:Expectation ; N10 | C1 | qg:Expectation",
    "Q26": "C3 C5",
    "Q27": """
        C1 | L1 | qg:SurveyChannel | M3 | 2026-03-02 ; C1 | L2 | qg:VisitChannel | R1 | 2026-01-20
        C1 | L3 | qg:HotlineChannel | R7 | 2026-06-22 ; C1 | L4 | qg:PortalChannel | R7 | 2026-05-18
        C2 | L1 | qg:SurveyChannel | M3 | 2026-03-02 ; C2 | L2 | qg:VisitChannel | R1 | 2026-01-20
        C2 | L3 | qg:HotlineChannel | R7 | 2026-06-22 ; C3 | L3 | qg:HotlineChannel | R7 | 2026-06-22
        C4 | L1 | qg:SurveyChannel | M3 | 2026-03-02 ; C5 | L3 | qg:HotlineChannel | R7 | 2026-06-22
    """,
    "Q28": "K07 | C1 | qg:Critical | 2026-05-18 ; K08 | C3 | qg:Minor | 2026-06-22",
    "Q29": "K07 | 31 | 10 | – ; K04 | 12 | 10 | 2026-03-27",
    "Q30": "R4 | 4 ; R6 | 2 ; R2 | 1 ; R3 | 1",
    "Q31": "G1 | K01 | C1 | R4 ; G1 | K04 | C1 | R4 ; G1 | K07 | C1 | R4",
    "Q32": """
        K01 | qg:Major | G1 | R4 ; K04 | qg:Major | G1 | R4 ; K05 | qg:Major | – | R2
        K07 | qg:Critical | G1 | R4
    """,
    "Q33": "M3 | M2 | false ; R7 | M2 | false",
    "Q34": "5 | 8 | 62.5 | I17",
    "Q35": "C3 | 2 ; C5 | 1",
    "Q36": "R1 R4 R6 R7 S1 S3",
    "Q37": "R1 R2 R4 R7 S1 S3 S4",
    "Q38": """
        M1 | M2 ; M1 | M3 ; M1 | S7 ; M2 | S5 ; M3 | R1 ; R1 | R2 ; R1 | R3 ; R3 | R4 ; R3 | R7
        R3 | S1 ; R3 | S3 ; R4 | R5 ; R5 | S8 ; S1 | S7
    """,
    "Q39": "M3 | 3 ; R1 | 5 ; R6 | 5 ; R7 | 4 ; S7 | 5",
    "Q40": """
        M1 | 1 ; M2 | 2 ; M3 | 0 ; R1 | 0 ; R2 | 1 ; R3 | 1 ; R4 | 2 ; R5 | 1 ; R6 | 0 ; R7 | 0
        S1 | 1 ; S2 | 2 ; S3 | 2 ; S4 | 1 ; S5 | 2 ; S6 | – ; S7 | 0 ; S8 | 2
    """,
    "Q41": "R3 | S3 ; R5 | S8",
    "Q42": """
        R3 | 80.883 | 0.2974 ; R5 | 54.267 | 0.1995 ; M2 | 44.524 | 0.1637 ; M1 | 42.483 | 0.1562
        R4 | 41.288 | 0.1518 ; S1 | 24.921 | 0.0916 ; S7 | 23.786 | 0.0874 ; R1 | 23.436 | 0.0862
        M3 | 15.821 | 0.0582 ; R2 | 10.321 | 0.0379
    """,
    "Q43": """
        R3 | 1 ; R1 | 2 ; R4 | 2 ; R6 | 2 ; R7 | 2 ; S1 | 2 ; M3 | 3 ; R2 | 3 ; R5 | 3 ; S7 | 3
        M1 | 4 ; M2 | 4 ; S8 | 4 ; S2 | 5 ; S5 | 5
    """,
    "Q44": """
        1 | S1 | O18 | R4 ; 2 | R4 | O20 | R5 ; 3 | R5 | O22 | R6 ; 4 | R6 | O51 | C1
        4 | R6 | O51 | C2 ; 4 | R6 | O51 | C3 ; 4 | R6 | O51 | C4 ; 4 | R6 | O51 | C5
    """,
    "Q45": "S6",
    "Q46": "F17 | R2 | O15 | S1 ; F28 | R7 | O26 | R3 ; F44 | R1 | O40 | M3",
    "Q47": "O08 | 3 ; O32 | 3",
    "Q48": "F06 | A1 | M3 | R1 ; F07 | A1 | M3 | R2 ; F14 | A3 | R1 | R3",
    "Q49": "S3",
    "Q50": "S6",
    "Q51": "O33 | S4 ; O36 | S6",
    "Q52": "clause:6.3 clause:7.1.6 clause:7.4 clause:8.5.3 clause:8.5.6",
    "Q53": "S6 | –",
    "Q54": """
        I01 | M3 | 85 | 81 | % ; I02 | M2 | 90 | 72 | % ; I04 | R2 | 90 | 88 | %
        I06 | R2 | 3 | 6 | % ; I08 | R3 | 5 | 9 | % ; I09 | R5 | 97 | 95.5 | %
        I10 | R6 | 95 | 91 | % ; I12 | S2 | 100 | 86 | % ; I13 | S3 | 90 | 64 | %
    """,
    "Q55": "P02 | M2 ; P02 | S5 ; P02 | S8",
    "Q56": """
        clause:4.4.1 | O33 | qg:customer ; clause:4.4.1 | O36 | qg:customer
        clause:4.4.1 | S6 | qg:customer ; clause:4.4.1 | S5 | qg:hasIndicator
        clause:4.4.1 | S6 | qg:hasIndicator ; clause:4.4.1 | S3 | qg:hasOwner
        clause:4.4.1 | F17 | qg:requirement ; clause:4.4.1 | F28 | qg:requirement
        clause:4.4.1 | F44 | qg:requirement ; clause:5.1.2 | N06 | qg:coveredBy
        clause:5.1.2 | N08 | qg:coveredBy ; clause:5.1.2 | N10 | qg:coveredBy
        clause:5.1.2 | C3 | qg:neededBy ; clause:9.1.2 | C3 | qg:reaches
        clause:9.1.2 | C5 | qg:reaches ; clause:9.1.2 | M3 | qg:sendsFeedbackTo
        clause:9.1.2 | R7 | qg:sendsFeedbackTo
    """,
    "Q57": "",
    "Q58": """
        ref:customer-in-governance | @en | @en | qg:Practitioner | statement:S13
        ref:customer-in-governance | @en | @en | qg:Practitioner | statement:S14
        ref:customer-in-governance | @fr | @fr | qg:Practitioner | statement:S13
        ref:customer-in-governance | @fr | @fr | qg:Practitioner | statement:S14
    """,
    "Q59": """
        qg:mainPlace | ref:bordeaux ; qg:mainPlace | ref:grenoble ; qg:mainPlace | ref:ile-de-france
        qg:mainPlace | ref:lille ; qg:mainPlace | ref:lyon ; qg:mainPlace | ref:marseille
        qg:mainPlace | ref:montpellier ; qg:mainPlace | ref:nantes ; qg:mainPlace | ref:nice
        qg:mainPlace | ref:orleans ; qg:mainPlace | ref:paris ; qg:mainPlace | ref:rennes
        qg:mainPlace | ref:rouen ; qg:mainPlace | ref:toulon ; qg:mainPlace | ref:toulouse
        qg:mainPlace | ref:tours ; qg:serves | ref:france ; qg:servesAbroad | true
    """,
    "Q60": "– | qg:TruncatedList | @en ; – | qg:TruncatedList | @fr",
    "S1": "principle:P1 | principle:set-7 | 1 | 7",
    "S2": """
        @en | qg:Belief ; @en | qg:Rule ; @en | qg:Theory ; @fr | qg:Belief ; @fr | qg:Rule
        @fr | qg:Theory
    """,
    "S3": """
        principle:set-8 | 8 | 2015-09 | edition:iso9000-2000
        principle:set-8 | 8 | 2015-09 | edition:iso9000-2005
    """,
    "S4": "edition:iso9001-2015 | edition:iso9000-2015 | 8 | 7",
    "S5": """
        1 | principle:P1 ; 2 | principle:P2 ; 3 | principle:P3 ; 4 | principle:P4 ; 5 | principle:P5
        6 | principle:P6 ; 7 | principle:P7
    """,
    "S6": """
        qg:OperationalType | 3 | qg:Practitioner | statement:S6
        qg:RelationalType | 4 | qg:Practitioner | statement:S6
    """,
    "S7": """
        principle:P1 | qg:Practitioner ; principle:P2 | qg:Practitioner
        principle:P3 | qg:Practitioner ; principle:P7 | qg:Practitioner
    """,
    "S8": """
        principle:P4 | qg:Practitioner ; principle:P5 | qg:Practitioner
        principle:P6 | qg:Practitioner
    """,
    "S9": """
        qg:RelationalType | statement:S10 ; qg:RelationalType | statement:S7
        qg:RelationalType | statement:S9
    """,
    "S10": "@en @fr",
    "S11": """
        ref:customer-in-governance | @en | qg:Practitioner
        ref:customer-in-governance | @fr | qg:Practitioner
    """,
    "S12": "ref:customer-in-governance | @en ; ref:customer-in-governance | @fr",
    "S13": """
        ref:customer-in-governance | @en | statement:S13
        ref:customer-in-governance | @fr | statement:S13
        ref:customer-in-governance | @en | statement:S14
        ref:customer-in-governance | @fr | statement:S14
    """,
    "S14": """
        ref:customer-payment | ref:making-profit ; ref:customer-payment | ref:paying-suppliers
        ref:customer-payment | ref:paying-wages ; ref:customer-payment | ref:purchasing
    """,
    "S15": "@en | qg:Practitioner ; @fr | qg:Practitioner",
    "S16": "qg:Buyer | @en | qg:Practitioner ; qg:Buyer | @fr | qg:Practitioner",
    "S17": """
        ref:complaint-handling | clause:10.2 ; ref:complaint-handling | clause:8.2.1
        ref:expectation-foresight | clause:10.1 ; ref:expectation-foresight | clause:4.2
        ref:expectation-foresight | clause:5.1.2 ; ref:listening | clause:8.2.1
        ref:listening | clause:9.1.2 ; ref:needs-analysis | clause:8.2.2
        ref:needs-analysis | clause:8.2.3
    """,
    "S18": "qg:ExternalKind | qg:OpenList ; qg:InternalKind | qg:OpenList",
    "S19": "qg:ExternalCustomer | @en ; qg:ExternalCustomer | @fr",
    "S20": "qg:InternalCustomer | qg:Customer | @en ; qg:InternalCustomer | qg:Customer | @fr",
    "S21": "principle:P4 | @en ; principle:P4 | @fr",
    "S22": "qg:hasInternalCustomer | qg:hasInternalSupplier | qg:interactsWith",
    "S23": "qg:InternalCustomer | @en ; qg:InternalCustomer | @fr",
    "S24": "ref:priority-1 | qg:Need ; ref:priority-1 | qg:Requirement",
    "S25": "ref:priority-1 | ref:designing ; ref:priority-1 | ref:producing",
    "S26": "ref:priority-1 | clause:8.2 | edition:iso9001-2015",
    "S27": """
        ref:priority-2 | qg:Customer ; ref:priority-2 | ref:listening ; ref:priority-2 | ref:market
    """,
    "S28": """
        ref:future-trends | qg:OpenList ; ref:innovation | qg:OpenList
        ref:market-needs | qg:OpenList ; ref:technological-lead | qg:OpenList
    """,
    "S29": "ref:consultancy | @en ; ref:consultancy | @fr",
    "S30": """
        ref:bordeaux ref:grenoble ref:ile-de-france ref:lille ref:lyon ref:marseille ref:montpellier
        ref:nantes ref:nice ref:orleans ref:paris ref:rennes ref:rouen ref:toulon ref:toulouse ref:tours
    """,
    "S31": "ref:france | qg:Practitioner",
    "S32": "ref:consultancy | true",
    "S33": """
        ref:advice | ref:quality-certification-project
        ref:experience | ref:quality-certification-project
        ref:skills | ref:quality-certification-project
    """,
    "S34": "16 | ref:ile-de-france | qg:Region",
    "S35": "– | qg:TruncatedList | statement:S35",
    "X01": "qg:ManagementFamily | 3 ; qg:RealisationFamily | 7 ; qg:SupportFamily | 8",
    "X02": "48 | 47 | 33",
    "X03": "S6",
    "X04": "S4 S6",
    "X05": "S4",
    "X06": "M1 M2 R2 R3 R4 R5 S1 S2 S3 S4 S5 S8",
    "X07": """
        R3 | 7 | 6 ; M2 | 3 | 5 ; R1 | 4 | 4 ; R5 | 4 | 4 ; M1 | 3 | 4 ; R2 | 4 | 3 ; R4 | 5 | 2
        S1 | 4 | 3 ; M3 | 2 | 3 ; S7 | 3 | 2 ; R6 | 2 | 1 ; R7 | 2 | 1 ; S2 | 1 | 2 ; S4 | 0 | 3
        S5 | 1 | 2 ; S3 | 1 | 1 ; S8 | 1 | 1 ; S6 | 0 | 0
    """,
    "X08": "R3 | S3 ; R5 | S8",
    "X09": """
        1 | M1 ; 1 | M2 ; 1 | M3 ; 1 | R1 ; 1 | R2 ; 1 | R3 ; 1 | R4 ; 1 | R5 ; 1 | R6 ; 1 | R7
        1 | S1 ; 1 | S2 ; 1 | S3 ; 1 | S4 ; 1 | S5 ; 1 | S7 ; 1 | S8 ; 2 | S6
    """,
    "X10": """
        1 | M1 ; 1 | M2 ; 1 | M3 ; 1 | R1 ; 1 | R2 ; 1 | R3 ; 1 | R4 ; 1 | R5 ; 1 | R6 ; 1 | R7
        1 | S1 ; 1 | S2 ; 1 | S3 ; 1 | S5 ; 1 | S7 ; 1 | S8
    """,
    "X11": "1 | 0 | R1 ; 1 | 1 | R3 ; 1 | 2 | R6",
    "X12": "S6",
    "X13": "M3 | 3 ; R7 | 4",
    "X14": "M2 | M1 ; M3 | M1 ; R1 | M3 ; R5 | M2 ; R5 | R4 ; S7 | M1",
    "X15": "48 | 28 | 41",
    "X16": """
        F06 | A1 | M3 | R1 ; F07 | A1 | M3 | R2 ; F12 | A2 | R1 | R2 ; F13 | A2 | R2 | R1
        F14 | A3 | R1 | R3 ; F15 | A3 | R3 | R1 ; F21 | A4 | R3 | R4
    """,
    "X17": "A1 | M3 | R1 | 2026-02-10 ; A1 | M3 | R2 | 2026-02-10",
    "X18": "P02 | M2 ; P02 | S5 ; P02 | S8 ; P03 | M3 ; P03 | R1 ; P04 | R2 ; P04 | S6",
    "X19": "P02 | M2 ; P02 | S5 ; P02 | S8 ; P05 | R3 ; P12 | S4",
    "X20": "S5 S6",
    "X21": "I17 | qg:actualValue | R7 ; I18 | qg:targetValue | R4",
    "X22": "I01 | M3 | 81 | 85",
    "X23": "S4 | – | – ; S6 | – | – ; S3 | 2022-02-08 | 52 ; R7 | 2024-05-15 | 25",
    "X24": "C3",
    "X25": "qg:Expectation | 4 ; qg:LegalRequirement | 1 ; qg:Need | 2 ; qg:Requirement | 3",
    "X26": "C1 | 3 ; C2 | 2 ; C3 | 2 ; C5 | 1",
    "X27": "K07 | 7 | 2 | 2026-05-25",
    "X28": "K02 | AC-2026-03 | 2026-04-15 | 2026-05-20",
    "X29": "AC-2026-02 | R2 | 2026-04-30 | – ; AC-2026-03 | R4 | 2026-04-15 | 2026-05-20",
    "X30": "S4 S6 S7",
    "X31": "RK1 | S1 ; RK2 | R3",
    "X32": "F2 | X14 | S1",
    "X33": """
        A1 | M3 | R1 | 2025-02-10 | 2026-02-10 ; A1 | M3 | R2 | 2025-02-10 | 2026-02-10
        A2 | R1 | R2 | 2025-05-05 | 2026-12-31 ; A3 | R1 | R3 | 2025-09-01 | 2026-12-31
        A4 | R3 | R4 | 2025-09-01 | 2026-12-31
    """,
    "X34": "",
    "X35": "clause:4.4 clause:7.3 clause:9.1.1 clause:9.1.3 clause:9.2 clause:10",
    "X36": """
        C1 | @en | @en ; C1 | @fr | @fr ; C2 | @en | @en ; C2 | @fr | @fr ; C3 | @en | @en
        C3 | @fr | @fr ; C4 | @en | @en ; C4 | @fr | @fr ; C5 | @en | @en ; C5 | @fr | @fr
    """,
    "X37": """
        C1 | X01 | qg:DemandOutput | R1 ; C1 | X06 | qg:CustomerFeedbackOutput | R7
        C1 | X10 | qg:CustomerFeedbackOutput | M3 ; C2 | X02 | qg:DemandOutput | R1
        C2 | X07 | qg:CustomerFeedbackOutput | R7 ; C2 | X11 | qg:CustomerFeedbackOutput | M3
        C3 | X03 | qg:DemandOutput | R1 ; C3 | X08 | qg:CustomerFeedbackOutput | R7
        C4 | X04 | qg:DemandOutput | R1 ; C4 | X12 | qg:CustomerFeedbackOutput | M3
        C5 | X05 | qg:DemandOutput | R1 ; C5 | X09 | qg:CustomerFeedbackOutput | R7
        F1 | X13 | qg:ProductOutput | S1 ; F2 | X14 | qg:ProductOutput | S1
        F3 | X15 | qg:InformationOutput | R6 ; F4 | X16 | qg:InformationOutput | S8
        F5 | X17 | qg:InformationOutput | S6
    """,
    "X38": """
        M3 | O55 | C1 ; M3 | O55 | C2 ; M3 | O55 | C4 ; R1 | O50 | C1 ; R1 | O50 | C2 ; R1 | O50 | C3
        R1 | O50 | C4 ; R1 | O50 | C5 ; R6 | O51 | C1 ; R6 | O51 | C2 ; R6 | O51 | C3 ; R6 | O51 | C4
        R6 | O51 | C5 ; R7 | O52 | C1 ; R7 | O52 | C2 ; R7 | O52 | C3 ; R7 | O52 | C5 ; S1 | O54 | F1
        S1 | O54 | F2 ; S7 | O53 | C1 ; S7 | O53 | C2 ; S7 | O53 | C3 ; S7 | O53 | C4 ; S7 | O53 | C5
    """,
    "X39": """
        qg:ChannelType | qg:HotlineChannel ; qg:ChannelType | qg:PortalChannel
        qg:ChannelType | qg:SurveyChannel ; qg:ChannelType | qg:VisitChannel
        qg:ClaimStatus | qg:IsoFact ; qg:ClaimStatus | qg:OrganizationData
        qg:ClaimStatus | qg:OwnJudgement ; qg:ClaimStatus | qg:Practitioner
        qg:Completeness | qg:CompleteList ; qg:Completeness | qg:OpenList
        qg:Completeness | qg:TruncatedList ; qg:CorrespondenceKind | qg:Broadened
        qg:CorrespondenceKind | qg:Merged ; qg:CorrespondenceKind | qg:Renamed
        qg:CorrespondenceKind | qg:SameHeading ; qg:CustomerKind | qg:ExternalKind
        qg:CustomerKind | qg:InternalKind ; qg:CustomerRole | qg:Beneficiary
        qg:CustomerRole | qg:Buyer ; qg:CustomerRole | qg:Distributor ; qg:CustomerRole | qg:EndUser
        qg:CustomerRole | qg:Payer ; qg:Direction | qg:HigherIsBetter
        qg:Direction | qg:LowerIsBetter ; qg:DocumentedInformationDuty | qg:Maintain
        qg:DocumentedInformationDuty | qg:Retain ; qg:OutputKind | qg:ControlOutput
        qg:OutputKind | qg:CustomerFeedbackOutput ; qg:OutputKind | qg:DemandOutput
        qg:OutputKind | qg:FeedbackOutput ; qg:OutputKind | qg:ImprovementOutput
        qg:OutputKind | qg:InformationOutput ; qg:OutputKind | qg:ProductOutput
        qg:OutputKind | qg:ResourceOutput ; qg:OutputKind | qg:ServiceOutput
        qg:PrincipleNature | qg:Belief ; qg:PrincipleNature | qg:Rule ; qg:PrincipleNature | qg:Theory
        qg:PrincipleType | qg:OperationalType ; qg:PrincipleType | qg:RelationalType
        qg:ProcessFamily | qg:ManagementFamily ; qg:ProcessFamily | qg:RealisationFamily
        qg:ProcessFamily | qg:SupportFamily ; qg:Severity | qg:Critical ; qg:Severity | qg:Major
        qg:Severity | qg:Minor ; qg:TitleKind | qg:DescriptiveTitle ; qg:TitleKind | qg:OfficialTitle
        qg:Verification | qg:OneSource ; qg:Verification | qg:SeveralSources
        qg:Verification | qg:Unconfirmed
    """,
    "X40": """
        standard:iso10001 | @en ; standard:iso10001 | @fr ; standard:iso10002 | @en
        standard:iso10002 | @fr ; standard:iso10003 | @en ; standard:iso10003 | @fr
        standard:iso10004 | @en ; standard:iso10004 | @fr ; standard:iso10008 | @en
        standard:iso10008 | @fr
    """,
    "X41": """
        principle:O1 | principle:P1 | qg:SameHeading ; principle:O2 | principle:P2 | qg:SameHeading
        principle:O3 | principle:P3 | qg:Renamed ; principle:O4 | principle:P4 | qg:SameHeading
        principle:O5 | principle:P4 | qg:Merged ; principle:O6 | principle:P5 | qg:Broadened
        principle:O7 | principle:P6 | qg:Renamed ; principle:O8 | principle:P7 | qg:Broadened
    """,
    "X42": "principle:P1 | qg:OwnJudgement ; principle:P6 | qg:OwnJudgement",
    "X43": """
        clause:4 clause:4.2 clause:4.3 clause:5.1.2 clause:5.3 clause:6.2.1 clause:8 clause:8.2
        clause:8.2.1 clause:8.2.2 clause:8.2.3 clause:8.2.3.1 clause:8.2.3.2 clause:8.2.4 clause:8.3
        clause:8.3.2 clause:8.3.3 clause:8.5.3 clause:8.5.4 clause:8.5.5 clause:8.6 clause:8.7
        clause:8.7.1 clause:9.1.2 clause:9.1.3 clause:9.3.2 clause:10.1 clause:10.2.1
    """,
    "X44": """
        2026-01-14 | K01 | C1 | portail | R7 | R4 | qg:Major
        2026-02-05 | K02 | C2 | courriel | R7 | R4 | qg:Major
        2026-02-19 | K03 | C3 | téléphone | R7 | R6 | qg:Minor
        2026-03-11 | K04 | C1 | portail | R7 | R4 | qg:Major
        2026-04-08 | K05 | C5 | téléphone | R7 | R2 | qg:Major
        2026-05-06 | K06 | C2 | courriel | R7 | R3 | qg:Minor
        2026-05-18 | K07 | C1 | portail | R7 | R4 | qg:Critical
        2026-06-22 | K08 | C3 | téléphone | R7 | R6 | qg:Minor
    """,
    "X45": """
        AC-2026-01 | @en | R4 | 2026-03-31 | 2026-03-30
        AC-2026-01 | @fr | R4 | 2026-03-31 | 2026-03-30 ; AC-2026-02 | @en | R2 | 2026-04-30 | –
        AC-2026-02 | @fr | R2 | 2026-04-30 | – ; AC-2026-03 | @en | R4 | 2026-04-15 | 2026-05-20
        AC-2026-03 | @fr | R4 | 2026-04-15 | 2026-05-20
    """,
    "X46": """
        P01 | Hélène Marchand | P13 ; P02 | Karim Benali | – ; P03 | Sophie Lenoir | P09
        P04 | Julien Faure | P14 ; P05 | Marc Tissot | – ; P06 | Thomas Girard | P15
        P07 | Lucie Perret | P15 ; P08 | Ahmed Diallo | P15 ; P09 | Nadia Costa | P03
        P10 | Claire Roussel | P08 ; P11 | Isabelle Morel | P13 ; P12 | Yann Le Goff | –
        P13 | Paul Verdier | P01 ; P14 | Emma Blanc | P04 ; P15 | Luc Martin | P06
    """,
    "X47": """
        M1 | O01 | qg:ControlOutput ; M1 | O02 | qg:ControlOutput ; M1 | O03 | qg:ControlOutput
        M1 | O04 | qg:ControlOutput ; M2 | O07 | qg:FeedbackOutput ; M2 | O08 | qg:ImprovementOutput
        M2 | O35 | qg:InformationOutput ; M3 | O05 | qg:FeedbackOutput
        M3 | O06 | qg:InformationOutput ; M3 | O55 | qg:InformationOutput
        R1 | O10 | qg:InformationOutput ; R1 | O12 | qg:InformationOutput
        R1 | O28 | qg:InformationOutput ; R1 | O40 | qg:FeedbackOutput
        R1 | O50 | qg:InformationOutput ; R2 | O11 | qg:InformationOutput
        R2 | O14 | qg:InformationOutput ; R2 | O15 | qg:InformationOutput
        R3 | O13 | qg:InformationOutput ; R3 | O16 | qg:InformationOutput
        R3 | O19 | qg:InformationOutput ; R3 | O24 | qg:InformationOutput
        R3 | O27 | qg:InformationOutput ; R3 | O31 | qg:InformationOutput
        R3 | O44 | qg:InformationOutput ; R4 | O20 | qg:ProductOutput
        R4 | O41 | qg:InformationOutput ; R5 | O21 | qg:FeedbackOutput ; R5 | O22 | qg:ProductOutput
        R5 | O23 | qg:FeedbackOutput ; R5 | O43 | qg:InformationOutput
        R6 | O25 | qg:InformationOutput ; R6 | O51 | qg:ProductOutput
        R7 | O26 | qg:InformationOutput ; R7 | O52 | qg:ServiceOutput
        S1 | O17 | qg:InformationOutput ; S1 | O18 | qg:ProductOutput
        S1 | O39 | qg:InformationOutput ; S1 | O54 | qg:InformationOutput
        S2 | O29 | qg:ResourceOutput ; S3 | O30 | qg:InformationOutput ; S4 | O32 | qg:ResourceOutput
        S4 | O33 | qg:InformationOutput ; S5 | O34 | qg:InformationOutput
        S6 | O36 | qg:InformationOutput ; S7 | O37 | qg:FeedbackOutput ; S7 | O38 | qg:ResourceOutput
        S7 | O53 | qg:InformationOutput ; S8 | O42 | qg:ResourceOutput
    """,
    "X48": """
        R1 | O13 | @en ; R1 | O13 | @fr ; R4 | O19 | @en ; R4 | O19 | @fr ; R6 | O24 | @en
        R6 | O24 | @fr ; R7 | O27 | @en ; R7 | O27 | @fr ; S1 | O16 | @en ; S1 | O16 | @fr
        S1 | O44 | @en ; S1 | O44 | @fr ; S3 | O31 | @en ; S3 | O31 | @fr
    """,
    "X49": """
        RK1 | qg:Risk | S1 | – ; RK2 | qg:Risk | R3 | – ; RK3 | qg:Risk | R4 | Plan de formation 2026
        RK4 | qg:Opportunity | M3 | Étude de marché lancée ; RK5 | qg:Risk | R2 | AC-2026-02
    """,
    "X50": "R1 | clause:8.2.2 ; R1 | clause:8.2.3 ; R1 | clause:8.2.4 ; R7 | clause:8.2.1",
    "X51": """
        clause:7.1.5.1 | qg:OfficialTitle | qg:Unconfirmed
        clause:7.5.3.1 | qg:DescriptiveTitle | qg:Unconfirmed
        clause:8.2.3.1 | qg:DescriptiveTitle | qg:Unconfirmed
        clause:8.7.1 | qg:DescriptiveTitle | qg:Unconfirmed
        clause:8.7.2 | qg:DescriptiveTitle | qg:Unconfirmed
        clause:9.2.1 | qg:DescriptiveTitle | qg:Unconfirmed
        clause:9.2.2 | qg:DescriptiveTitle | qg:Unconfirmed
        clause:10.2.1 | qg:DescriptiveTitle | qg:Unconfirmed
        clause:10.2.2 | qg:DescriptiveTitle | qg:Unconfirmed
    """,
    "X52": """
        statement:S1 | @en | qg:IsoFact ; statement:S1 | @fr | qg:IsoFact
        statement:S2 | @en | qg:Practitioner ; statement:S2 | @fr | qg:Practitioner
        statement:S3 | @en | qg:Practitioner ; statement:S3 | @fr | qg:Practitioner
        statement:S4 | @en | qg:Practitioner ; statement:S4 | @fr | qg:Practitioner
        statement:S5 | @en | qg:IsoFact ; statement:S5 | @fr | qg:IsoFact
        statement:S6 | @en | qg:Practitioner ; statement:S6 | @fr | qg:Practitioner
        statement:S7 | @en | qg:Practitioner ; statement:S7 | @fr | qg:Practitioner
        statement:S8 | @en | qg:Practitioner ; statement:S8 | @fr | qg:Practitioner
        statement:S9 | @en | qg:Practitioner ; statement:S9 | @fr | qg:Practitioner
        statement:S10 | @en | qg:Practitioner ; statement:S10 | @fr | qg:Practitioner
        statement:S11 | @en | qg:Practitioner ; statement:S11 | @fr | qg:Practitioner
        statement:S12 | @en | qg:Practitioner ; statement:S12 | @fr | qg:Practitioner
        statement:S13 | @en | qg:Practitioner ; statement:S13 | @fr | qg:Practitioner
        statement:S14 | @en | qg:Practitioner ; statement:S14 | @fr | qg:Practitioner
        statement:S15 | @en | qg:Practitioner ; statement:S15 | @fr | qg:Practitioner
        statement:S16 | @en | qg:Practitioner ; statement:S16 | @fr | qg:Practitioner
        statement:S17 | @en | qg:Practitioner ; statement:S17 | @fr | qg:Practitioner
        statement:S18 | @en | qg:Practitioner ; statement:S18 | @fr | qg:Practitioner
        statement:S19 | @en | qg:Practitioner ; statement:S19 | @fr | qg:Practitioner
        statement:S20 | @en | qg:Practitioner ; statement:S20 | @fr | qg:Practitioner
        statement:S21 | @en | qg:Practitioner ; statement:S21 | @fr | qg:Practitioner
        statement:S22 | @en | qg:Practitioner ; statement:S22 | @fr | qg:Practitioner
        statement:S23 | @en | qg:Practitioner ; statement:S23 | @fr | qg:Practitioner
        statement:S24 | @en | qg:Practitioner ; statement:S24 | @fr | qg:Practitioner
        statement:S25 | @en | qg:Practitioner ; statement:S25 | @fr | qg:Practitioner
        statement:S26 | @en | qg:Practitioner ; statement:S26 | @fr | qg:Practitioner
        statement:S27 | @en | qg:Practitioner ; statement:S27 | @fr | qg:Practitioner
        statement:S28 | @en | qg:Practitioner ; statement:S28 | @fr | qg:Practitioner
        statement:S29 | @en | qg:Practitioner ; statement:S29 | @fr | qg:Practitioner
        statement:S30 | @en | qg:Practitioner ; statement:S30 | @fr | qg:Practitioner
        statement:S31 | @en | qg:Practitioner ; statement:S31 | @fr | qg:Practitioner
        statement:S32 | @en | qg:Practitioner ; statement:S32 | @fr | qg:Practitioner
        statement:S33 | @en | qg:Practitioner ; statement:S33 | @fr | qg:Practitioner
        statement:S34 | @en | qg:Practitioner ; statement:S34 | @fr | qg:Practitioner
        statement:S35 | @en | qg:Practitioner ; statement:S35 | @fr | qg:Practitioner
    """,
    "X53": """
        ref:bordeaux | qg:City | – ; ref:france | qg:Country | – ; ref:grenoble | qg:City | –
        ref:ile-de-france | qg:Region | – ; ref:lille | qg:City | – ; ref:lyon | qg:City | –
        ref:marseille | qg:City | – ; ref:montpellier | qg:City | – ; ref:nantes | qg:City | –
        ref:nice | qg:City | – ; ref:orleans | qg:City | – ; ref:paris | qg:City | ref:ile-de-france
        ref:rennes | qg:City | – ; ref:rouen | qg:City | – ; ref:toulon | qg:City | –
        ref:toulouse | qg:City | – ; ref:tours | qg:City | –
    """,
    "X54": """
        standard:iso10001 | edition:iso10001-2018 | 2018
        standard:iso10002 | edition:iso10002-2018 | 2018
        standard:iso10003 | edition:iso10003-2018 | 2018
        standard:iso10004 | edition:iso10004-2018 | 2018
        standard:iso10008 | edition:iso10008-2022 | 2022
        standard:iso9000 | edition:iso9000-1987 | 1987
        standard:iso9000 | edition:iso9000-2000 | 2000
        standard:iso9000 | edition:iso9000-2005 | 2005
        standard:iso9000 | edition:iso9000-2015 | 2015
        standard:iso9000 | edition:iso9000-2026 | 2026-05
        standard:iso9001 | edition:iso9001-1987 | 1987
        standard:iso9001 | edition:iso9001-1994 | 1994
        standard:iso9001 | edition:iso9001-2000 | 2000
        standard:iso9001 | edition:iso9001-2008 | 2008
        standard:iso9001 | edition:iso9001-2015 | 2015-09-15
        standard:iso9001 | edition:iso9001-2026 | 2026-09-16
    """,
    "X55": """
        clause:4.4.2 clause:7.1.5.1 clause:7.1.5.2 clause:7.2 clause:8.1 clause:8.2.3.2 clause:8.3.2
        clause:8.3.3 clause:8.3.4 clause:8.3.5 clause:8.3.6 clause:8.4.1 clause:8.5.2 clause:8.5.3
        clause:8.5.6 clause:8.6 clause:8.7.2 clause:9.1.1 clause:9.2.2 clause:9.3.3 clause:10.2.2
    """,
    "X56": """
        ref:consultancy | @en ; ref:consultancy | @en ; ref:consultancy | @fr ; ref:consultancy | @fr
    """,
    "X57": """
        ref:priority-2 | ref:listening | qg:CustomerFocusActivity
        ref:priority-2 | ref:market | qg:Market
    """,
    "X58": """
        C1 | qg:ExternalParty ; C2 | qg:ExternalParty ; C3 | qg:ExternalParty ; C4 | qg:ExternalParty
        C5 | qg:ExternalParty ; M1 | qg:Process ; M2 | qg:Process ; M3 | qg:Process ; R1 | qg:Process
        R2 | qg:Process ; R3 | qg:Process ; R4 | qg:Process ; R5 | qg:Process ; R6 | qg:Process
        R7 | qg:Process ; S1 | qg:Process ; S2 | qg:Process ; S3 | qg:Process ; S4 | qg:Process
        S5 | qg:Process ; S6 | qg:Process ; S7 | qg:Process ; S8 | qg:Process
        F1 | qg:ExternalProvider ; F2 | qg:ExternalProvider ; F3 | qg:ExternalProvider
        F4 | qg:ExternalProvider ; F5 | qg:ExternalProvider
    """,
    "X60": "",
    "X59": "N01 | O14 | R2 ; N02 | O13 | R3 ; N02 | O51 | R6 ; N03 | O13 | R3 ; N10 | – | –",
    "X70": "",
    "X71": "",
    "X72": "",
    "X73": "",
    "X74": "",
    "X75": "",
    "X76": "",
    "X77": "AC-2026-01 | 2026-03-30 | – | – ; AC-2026-02 | – | – | – ; AC-2026-03 | 2026-05-20 | – | –",
    "X78": "P01 P02 P07 P11 P13 P14 P15",
    "X80": "M3 | M2 ; R7 | M2",
    "X81": "1 | R1 ; 2 | R6",
    "X82": "1 | R1 ; 2 | R2 ; 3 | S1 ; 4 | R4 ; 5 | R5 ; 6 | R6",
    "X83": """
        S6 | 0 | 0 | 0 | 0 | 0 ; M2 | 0.33 | 0.33 | 0 | 0 | 1 ; R4 | 0.33 | 0.33 | 0 | 0 | 1
        S2 | 0.33 | 0.33 | 0 | 0 | 1 ; S3 | 0.33 | 0.33 | 0 | 0 | 1 ; S5 | 0.33 | 0.33 | 0 | 0 | 1
        S8 | 0.33 | 0.33 | 0 | 0 | 1 ; S1 | 0.34 | 0.5 | 0 | 0 | 0.88
        S4 | 0.38 | 0.5 | 0 | 0 | 1 ; R1 | 0.47 | 1 | 0 | 0 | 0.88 ; M1 | 0.5 | 0.5 | 0.5 | 0 | 1
        S7 | 0.5 | 1 | 0 | 0 | 1 ; R2 | 0.59 | 0.5 | 0 | 1 | 0.86 ; R3 | 0.61 | 0.5 | 0 | 1 | 0.93
        R5 | 0.62 | 0.5 | 0 | 1 | 1 ; M3 | 0.7 | 1 | 1 | 0 | 0.8 ; R6 | 0.75 | 1 | 0 | 1 | 1
        R7 | 0.92 | 1 | 1 | 1 | 0.67
    """,
    "X84": """
        R3 | 1 | 1 | 0 | 2 ; R5 | 1 | 0 | 5 | 3 ; M2 | 0 | 1 | 0 | 15 ; P02 | 0 | 3 | 0 | 17
        P05 | 0 | 2 | 0 | 2 ; P12 | 0 | 1 | 0 | 0 ; F2 | 0 | 0 | 5 | 0
    """,
    "X85": "S3 clause:7.1.3 clause:8.1",
    "X86": "R3 R5",
    "X87": """
        1 | M1 ; 1 | M2 ; 1 | R4 ; 1 | R5 ; 1 | S2 ; 1 | S5 ; 1 | S8 ; 2 | M3 ; 2 | R1 ; 2 | R2
        2 | R3 ; 2 | R7 ; 2 | S3 ; 2 | S4 ; 3 | R6 ; 3 | S1 ; 3 | S7 ; 4 | S6
    """,
    "X88": "",
    "X89": """
        M2 | 0.123 ; M1 | 0.112 ; R3 | 0.097 ; R5 | 0.093 ; R4 | 0.075 ; M3 | 0.069 ; R2 | 0.064
        R1 | 0.06 ; S5 | 0.055 ; R6 | 0.043
    """,
    "X90": """
        clause:4.1 | 1 | 0 ; clause:4.2 | 1 | 0 ; clause:4.3 | 1 | 0 ; clause:4.4.1 | 1 | 0
        clause:4.4.2 | 1 | 0 ; clause:5.1.1 | 1 | 0 ; clause:5.1.2 | 1 | 0 ; clause:5.2.1 | 1 | 0
        clause:5.2.2 | 1 | 0 ; clause:5.3 | 1 | 0 ; clause:6.1.1 | 1 | 0 ; clause:6.1.2 | 1 | 0
        clause:6.2.1 | 1 | 0 ; clause:6.2.2 | 1 | 0 ; clause:6.3 | 0 | 0 ; clause:7.1.1 | 1 | 0
        clause:7.1.2 | 1 | 0 ; clause:7.1.3 | 1 | 0 ; clause:7.1.4 | 1 | 0 ; clause:7.1.5.1 | 1 | 0
        clause:7.1.5.2 | 1 | 0 ; clause:7.1.6 | 0 | 0 ; clause:7.2 | 1 | 0 ; clause:7.3 | 1 | 0
        clause:7.4 | 0 | 0 ; clause:7.5.1 | 1 | 0 ; clause:7.5.2 | 1 | 0 ; clause:7.5.3.1 | 1 | 0
        clause:7.5.3.2 | 1 | 0 ; clause:8.1 | 1 | 0 ; clause:8.2.1 | 1 | 0 ; clause:8.2.2 | 1 | 0
        clause:8.2.3.1 | 1 | 0 ; clause:8.2.3.2 | 1 | 0 ; clause:8.2.4 | 1 | 0 ; clause:8.3.1 | 1 | 0
        clause:8.3.2 | 1 | 0 ; clause:8.3.3 | 1 | 0 ; clause:8.3.4 | 1 | 0 ; clause:8.3.5 | 1 | 0
        clause:8.3.6 | 1 | 0 ; clause:8.4.1 | 1 | 0 ; clause:8.4.2 | 1 | 0 ; clause:8.4.3 | 1 | 0
        clause:8.5.1 | 1 | 0 ; clause:8.5.2 | 1 | 0 ; clause:8.5.3 | 0 | 0 ; clause:8.5.4 | 1 | 0
        clause:8.5.5 | 1 | 0 ; clause:8.5.6 | 0 | 0 ; clause:8.6 | 1 | 0 ; clause:8.7.1 | 1 | 0
        clause:8.7.2 | 1 | 0 ; clause:9.1.1 | 1 | 0 ; clause:9.1.2 | 1 | 0 ; clause:9.1.3 | 1 | 0
        clause:9.2.1 | 1 | 0 ; clause:9.2.2 | 1 | 0 ; clause:9.3.1 | 1 | 0 ; clause:9.3.2 | 1 | 0
        clause:9.3.3 | 1 | 0 ; clause:10.1 | 1 | 0 ; clause:10.2.1 | 1 | 0 ; clause:10.2.2 | 1 | 0
        clause:10.3 | 1 | 0
    """,
    "X91": """
        R2 | 3.99 | 2025-03-20 ; R4 | 3.78 | 2025-09-25 ; R3 | 3.12 | 2025-09-24
        R5 | 2.09 | 2025-09-25 ; R6 | 2.02 | 2025-10-02 ; S3 | 2 | 2022-02-08 ; S4 | 2 | – ; S6 | 2 | –
        M2 | 1.85 | 2025-11-12 ; M1 | 1.82 | 2025-11-12 ; S1 | 1.82 | 2025-04-10
        R1 | 1.72 | 2025-06-18 ; R7 | 1.69 | 2024-05-15 ; M3 | 1.59 | 2025-06-18
        S2 | 1.53 | 2025-04-11 ; S7 | 1.51 | 2025-12-03 ; S8 | 1.25 | 2025-09-26
        S5 | 1.21 | 2025-11-13
    """,
    "X92": """
        P04 | R2 | P01 ; P04 | S6 | P01 ; P06 | R4 | P03 ; P05 | R3 | P02 ; P07 | R5 | P04
        P08 | R6 | P06 ; – | S3 | P07 ; P02 | M2 | P05 ; P02 | S8 | P05 ; P02 | S5 | P05
        P01 | M1 | P08 ; P10 | S1 | P09 ; P03 | R1 | P10 ; P03 | M3 | P10 ; P09 | R7 | P11
        P11 | S2 | P12
    """,
    "X93": "R4 | 81 | 2 | R5 ; R6 | 36 | 0 | – ; R5 | 28 | 1 | – ; S1 | 18 | 3 | R5 ; R2 | 17 | 2 | R5",
    "X95": """
        edition:iso9001-2026 | clause:10 | – | – | – | 1 | 0
        edition:iso9001-2026 | clause:4.1 | – | – | – | 1 | 0
        edition:iso9001-2026 | clause:4.2 | – | – | – | 1 | 0
        edition:iso9001-2026 | clause:4.3 | – | – | – | 1 | 0
        edition:iso9001-2026 | clause:4.4 | – | – | – | 1 | 0
        edition:iso9001-2026 | clause:5.1.1 | – | – | – | 1 | 0
        edition:iso9001-2026 | clause:5.1.2 | – | – | – | 1 | 0
        edition:iso9001-2026 | clause:5.2 | – | – | – | 1 | 0
        edition:iso9001-2026 | clause:5.3 | – | – | – | 1 | 0
        edition:iso9001-2026 | clause:6.1 | – | – | – | 1 | 0
        edition:iso9001-2026 | clause:6.2 | – | – | – | 1 | 0
        edition:iso9001-2026 | clause:7.1.1 | – | – | – | 1 | 0
        edition:iso9001-2026 | clause:7.1.2 | – | – | – | 1 | 0
        edition:iso9001-2026 | clause:7.1.3 | – | – | – | 1 | 0
        edition:iso9001-2026 | clause:7.1.4 | – | – | – | 1 | 0
        edition:iso9001-2026 | clause:7.1.5 | – | – | – | 1 | 0
        edition:iso9001-2026 | clause:7.2 | – | – | – | 1 | 0
        edition:iso9001-2026 | clause:7.3 | – | – | – | 1 | 0
        edition:iso9001-2026 | clause:7.5 | – | – | – | 1 | 0
        edition:iso9001-2026 | clause:8.1 | – | – | – | 1 | 0
        edition:iso9001-2026 | clause:8.2.1 | – | – | – | 1 | 0
        edition:iso9001-2026 | clause:8.2.2 | – | – | – | 1 | 0
        edition:iso9001-2026 | clause:8.2.3 | – | – | – | 1 | 0
        edition:iso9001-2026 | clause:8.2.4 | – | – | – | 1 | 0
        edition:iso9001-2026 | clause:8.3 | – | – | – | 1 | 0
        edition:iso9001-2026 | clause:8.4 | – | – | – | 1 | 0
        edition:iso9001-2026 | clause:8.5.1 | – | – | – | 1 | 0
        edition:iso9001-2026 | clause:8.5.2 | – | – | – | 1 | 0
        edition:iso9001-2026 | clause:8.5.4 | – | – | – | 1 | 0
        edition:iso9001-2026 | clause:8.5.5 | – | – | – | 1 | 0
        edition:iso9001-2026 | clause:8.6 | – | – | – | 1 | 0
        edition:iso9001-2026 | clause:8.7 | – | – | – | 1 | 0
        edition:iso9001-2026 | clause:9.1.1 | – | – | – | 1 | 0
        edition:iso9001-2026 | clause:9.1.2 | – | – | – | 1 | 0
        edition:iso9001-2026 | clause:9.1.3 | – | – | – | 1 | 0
        edition:iso9001-2026 | clause:9.2 | – | – | – | 1 | 0
        edition:iso9001-2026 | clause:9.3 | – | – | – | 1 | 0
    """,
    "X96": """
        principle:O1 | principle:P1 | qg:SameHeading | qg:OwnJudgement | 8 | –
        principle:O2 | principle:P2 | qg:SameHeading | qg:OwnJudgement | 2 | –
        principle:O3 | principle:P3 | qg:Renamed | qg:OwnJudgement | 4 | –
        principle:O4 | principle:P4 | qg:SameHeading | qg:OwnJudgement | 9 | –
        principle:O5 | principle:P4 | qg:Merged | qg:OwnJudgement | 9 | bvqa.org, berean.co.uk, polycert.com
        principle:O6 | principle:P5 | qg:Broadened | qg:OwnJudgement | 3 | –
        principle:O7 | principle:P6 | qg:Renamed | qg:OwnJudgement | 7 | –
        principle:O8 | principle:P7 | qg:Broadened | qg:OwnJudgement | 3 | –
    """,
}

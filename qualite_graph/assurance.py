"""The façade for quality assurance: clauses covered, interfaces, complaints, audits; it only delegates."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from qualite_graph.errors import NotFoundError
from qualite_graph.store import dataset_of
from qualite_graph.views import Views

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualite_graph.analysis.audit_facts import AuditFacts
    from qualite_graph.analysis.audit_priority import AuditWeights
    from qualite_graph.analysis.audit_programme import AuditProgramme
    from qualite_graph.analysis.complaint_facts import ComplaintFacts
    from qualite_graph.analysis.complaint_review import ComplaintReview
    from qualite_graph.analysis.coverage import Coverage
    from qualite_graph.analysis.coverage_lenses import DutyState, PrincipleCoverage, TypeCoverage
    from qualite_graph.analysis.interface_facts import InterfaceFacts
    from qualite_graph.analysis.interfaces import InterfaceReview
    from qualite_graph.analysis.walk_back import SuspectWeights, WalkBack, WalkBackFacts


class Assurance(Views):
    """What a quality manager answers for in front of an auditor or a customer."""

    def coverage(
        self, organisation: str | None = None, *, reference_date: datetime.date | None = None
    ) -> Coverage:
        """Return how far an organisation covers each clause of ISO 9001:2015 at a date, today unless given.

        Raises:
            NotFoundError: the organisation does not exist.
        """
        from qualite_graph.analysis.coverage import coverage  # noqa: PLC0415 -- only where it is shown

        slug = self.organisation(organisation)
        day = reference_date or datetime.date.today()
        return self._keep(("coverage", slug, day), lambda: coverage(self._coverage_facts(slug), day))

    def unanswered_clauses(self, organisation: str | None = None) -> tuple[str, ...]:
        """Return the clauses without subclauses that apply and that no process answers, by number.

        Raises:
            NotFoundError: the organisation does not exist.
        """
        from qualite_graph.analysis.coverage import unanswered  # noqa: PLC0415

        slug = self.organisation(organisation)
        return self._keep(("unanswered", slug), lambda: unanswered(self._coverage_facts(slug)))

    def coverage_by_principle(
        self, organisation: str | None = None, *, reference_date: datetime.date | None = None
    ) -> tuple[PrincipleCoverage, ...]:
        """Return the coverage read by the seven principles, in their order.

        Raises:
            NotFoundError: the organisation does not exist.
        """
        from qualite_graph.analysis.coverage_lenses import by_principle  # noqa: PLC0415

        slug = self.organisation(organisation)
        return by_principle(self._coverage_facts(slug), self.coverage(slug, reference_date=reference_date))

    def coverage_by_type(
        self, organisation: str | None = None, *, reference_date: datetime.date | None = None
    ) -> tuple[TypeCoverage, ...]:
        """Return the coverage read by type of principle: relational against operational.

        Raises:
            NotFoundError: the organisation does not exist.
        """
        from qualite_graph.analysis.coverage_lenses import by_type  # noqa: PLC0415

        slug = self.organisation(organisation)
        return by_type(self._coverage_facts(slug), self.coverage(slug, reference_date=reference_date))

    def documented_information(
        self, organisation: str | None = None, *, reference_date: datetime.date | None = None
    ) -> tuple[DutyState, ...]:
        """Return what each clause asks to maintain or retain, and whether the organisation has it.

        Raises:
            NotFoundError: the organisation does not exist.
        """
        from qualite_graph.analysis.coverage_lenses import duties  # noqa: PLC0415

        slug = self.organisation(organisation)
        found = self.coverage(slug, reference_date=reference_date)
        return duties(self._coverage_facts(slug), found, found.reference_date)

    def interfaces(
        self, organisation: str | None = None, *, reference_date: datetime.date | None = None
    ) -> InterfaceReview:
        """Return both sides of each internal interface at a date: what is declared against what is needed.

        Raises:
            NotFoundError: the organisation does not exist.
        """
        from qualite_graph.analysis.interfaces import interface_review  # noqa: PLC0415

        slug = self.organisation(organisation)
        day = reference_date or datetime.date.today()
        return self._keep(
            ("interfaces", slug, day), lambda: interface_review(self._interface_facts(slug), day)
        )

    def complaints(
        self, organisation: str | None = None, *, reference_date: datetime.date | None = None
    ) -> ComplaintReview:
        """Return how complaints had been handled at a date: delays, repeats, actions and whether they worked.

        Raises:
            NotFoundError: the organisation does not exist.
        """
        from qualite_graph.analysis.complaint_review import review  # noqa: PLC0415

        slug = self.organisation(organisation)
        day = reference_date or datetime.date.today()
        return self._keep(("complaints", slug, day), lambda: review(self._complaint_facts(slug), day))

    def complaint_file(
        self,
        complaint: str,
        organisation: str | None = None,
        *,
        reference_date: datetime.date | None = None,
        weights: SuspectWeights | None = None,
    ) -> WalkBack:
        """Walk back from a complaint, given by notation or IRI, to its ranked suspects.

        Raises:
            NotFoundError: the organisation does not exist, or had received no such complaint by then.
        """
        from qualite_graph.analysis.walk_back import walk_back  # noqa: PLC0415

        slug = self.organisation(organisation)
        known = self.complaints(slug, reference_date=reference_date)
        names = self.names([one.complaint for one in known.complaints], slug)
        chosen = next((iri for iri, name in names.items() if complaint in (iri, name.notation)), None)
        if chosen is None:
            examples = ", ".join(sorted(name.notation or iri for iri, name in names.items())[:5])
            raise NotFoundError(
                "unknown_complaint", complaint=complaint, organisation=slug, examples=examples or "–"
            )
        return walk_back(self._walk_back_facts(slug), chosen, known.reference_date, weights)

    def audit_programme(
        self,
        organisation: str | None = None,
        *,
        reference_date: datetime.date | None = None,
        weights: AuditWeights | None = None,
        auditors: Mapping[str, str] | None = None,
    ) -> AuditProgramme:
        """Return what to audit first, the fewest interviews to hold, and who may conduct each.

        `auditors` gives, by the IRI of an interviewee, the IRI of the auditor wanted in place of ours.

        Raises:
            NotFoundError: the organisation does not exist.
            InputError: an auditor wanted owns, supplies or is a customer of what it would audit.
        """
        from qualite_graph.analysis.audit_priority import ProgrammeFacts  # noqa: PLC0415
        from qualite_graph.analysis.audit_programme import audit_programme  # noqa: PLC0415

        slug = self.organisation(organisation)
        day = reference_date or datetime.date.today()
        facts = ProgrammeFacts(
            self._audit_facts(slug),
            self.network(slug),
            self.coverage(slug, reference_date=day),
            self.complaints(slug, reference_date=day),
            self.interfaces(slug, reference_date=day),
        )
        return audit_programme(facts, weights, auditors)

    def _audit_facts(self, slug: str) -> AuditFacts:
        from qualite_graph.analysis.audit_facts import read_audit_facts  # noqa: PLC0415

        return self._keep(("audit_facts", slug), lambda: read_audit_facts(self.store, dataset_of(slug)))

    def _walk_back_facts(self, slug: str) -> WalkBackFacts:
        from qualite_graph.analysis.walk_back import WalkBackFacts  # noqa: PLC0415
        from qualite_graph.analysis.walk_back_facts import controlling, read_results  # noqa: PLC0415

        return self._keep(
            ("walk_back_facts", slug),
            lambda: WalkBackFacts(
                self.network(slug),
                self._complaint_facts(slug),
                self._interface_facts(slug),
                controlling(self._coverage_facts(slug)),
                read_results(self.store, dataset_of(slug)),
            ),
        )

    def _interface_facts(self, slug: str) -> InterfaceFacts:
        from qualite_graph.analysis.interface_facts import read_interface_facts  # noqa: PLC0415

        return self._keep(
            ("interface_facts", slug), lambda: read_interface_facts(self.store, dataset_of(slug))
        )

    def _complaint_facts(self, slug: str) -> ComplaintFacts:
        from qualite_graph.analysis.complaint_facts import read_complaint_facts  # noqa: PLC0415

        return self._keep(
            ("complaint_facts", slug), lambda: read_complaint_facts(self.store, dataset_of(slug))
        )

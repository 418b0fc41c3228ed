import type * as indicators from "@/api/indicators";
import type * as cohort from "@/api/cohort";
import type * as college from "@/api/college";
import type * as duties from "@/api/duties";
import type * as editions from "@/api/editions";
import type { ImportKind } from "@/api/imports";
import type * as map from "@/api/map";
import type * as person from "@/api/person";
import type { Method } from "@/api/method";
import type * as match from "@/api/match";
import type * as order from "@/api/order";
import type * as pursuit from "@/api/pursuit";
import type * as nouns from "@/api/types";
import type { FieldError, ProblemBody } from "@/api/problem";
import type * as seats from "@/api/seats";
import type { Vocabulary } from "@/api/vocabulary";
import type { Holder, Session } from "@/session/session";

import type { components } from "./openapi";

type Told = components["schemas"];

/** What the service tells can be read as what the page takes it for. Where an enterprise or a college is told `null` in the
 *  place of a small count, the page's type is wider than the document. */
type Reads<Page, Service extends Page> = Service;

/** A record as it is told: what may be left out on the way in has its default on the way out. */
type Whole<T> = T extends (infer One)[] ? Whole<One>[] : T extends object ? { [K in keyof T]-?: Whole<T[K]> } : T;

export type Held = [
  Reads<ProblemBody, Told["Problem"]>,
  Reads<FieldError, Told["FieldError"]>,
  Reads<Session, Told["SessionAnswer"]>,
  Reads<Holder, Told["Holder"]>,
  Reads<nouns.EditionHead, Told["EditionHead"]>,
  Reads<Method, Told["MethodAnswer"]>,
  Reads<nouns.Task, Told["TaskAnswer"]>,
  Reads<nouns.TaskFile, Told["TaskFile"]>,
  Reads<nouns.Bilingual, Told["Bilingual"]>,
  Reads<map.Overview, Told["OverviewAnswer"]>,
  Reads<map.NodeEvidence, Told["NodeAnswer"]>,
  Reads<indicators.Indicated, Told["TalentMap"]>,
  Reads<Vocabulary, Told["VocabularyAnswer"]>,
  Reads<college.CollegeAlignment, Told["CollegeAlignment"]>,
  Reads<college.ProgrammeAnswer, Told["ProgrammeAnswer"]>,
  Reads<college.Programme, Told["Programme"]>,
  Reads<cohort.CohortView, Whole<Told["CohortView"]>>,
  Reads<cohort.ClassFigures, Told["ClassFigures"]>,
  Reads<cohort.CohortReminder, Told["CohortReminder"]>,
  Reads<cohort.CohortStep, Told["List_LifeStep_CohortStatus_CohortReason_Cohort"]["items"][number]>,
  Reads<seats.SeatPlan, Told["SeatPlan"]>,
  Reads<seats.SeatsAnswer, Told["SeatsAnswer"]>,
  Reads<seats.Recorded, Told["DecisionAnswer"]>,
  Reads<person.Profile, Whole<Told["Profile"]>>,
  Reads<person.EnterpriseConsent, Told["ConsentAnswer"]>,
  Reads<person.Objection, Told["Objection"]>,
  Reads<person.ToldDecision, Told["ToldDecision"]>,
  Reads<person.ReachAnswer, Told["ReachAnswer"]>,
  Reads<order.Order, Told["Order"]>,
  Reads<order.OrderSheet, Told["OrderSheet"]>,
  Reads<order.OrderStep, Told["LifeStep_OrderStatus_TransitionReason_Order"]>,
  Reads<order.Reminder, Told["Reminder"]>,
  Reads<order.Entry, Told["Entry"]>,
  Reads<order.Concept, Told["ConceptItem"]>,
  Reads<order.DemandSums, Told["DemandAnswer"]>,
  Reads<match.Ranking, Told["RankingAnswer_TalentId"]>,
  Reads<match.Relaxation, Told["RelaxationAnswer"]>,
  Reads<match.SupplyChange, Told["SupplyChange"]>,
  Reads<pursuit.Consent, Told["ConsentAnswer"]>,
  Reads<pursuit.Outcome, Told["Outcome"]>,
  Reads<pursuit.Person, Told["Profile"]>,
  Reads<editions.EditionDetail, Told["EditionDetail"]>,
  Reads<editions.Proposals, Told["ProposalsAnswer"]>,
  Reads<editions.GapEffect, Told["GapEffect"]>,
  Reads<duties.Objection, Told["Objection"]>,
  Reads<duties.OrderDue, Told["Reminder"]>,
  Reads<duties.CohortDue, Told["CohortReminder"]>,
];

/** And the other way round: every value of the service is one that the page has a word for. */
export type Known = [
  Reads<nouns.Role, Told["Role"]>,
  Reads<nouns.Category, Told["Category"]>,
  Reads<nouns.Stage, Told["Stage"]>,
  Reads<nouns.Segment, Told["Segment"]>,
  Reads<nouns.NodeStatus, Told["NodeStatus"]>,
  Reads<nouns.EditionStatus, Told["EditionStatus"]>,
  Reads<order.OrderStatus, Told["OrderStatus"]>,
  Reads<order.Hardness, Told["Hardness"]>,
  Reads<order.EngagementMode, Told["EngagementMode"]>,
  Reads<order.PayBasis, Told["PayBasis"]>,
  Reads<match.Criterion, Told["Criterion"]>,
  Reads<match.GateOutcome, Told["GateOutcome"]>,
  Reads<match.Mark, Told["Mark"]>,
  Reads<match.Sort, Told["Sort"]>,
  Reads<pursuit.ConsentState, Told["ConsentState"]>,
  Reads<pursuit.LeavingReason, Told["LeavingReason"]>,
  Reads<indicators.IndicatorKind, Told["IndicatorKind"]>,
  Reads<indicators.IndicatorState, Told["IndicatorState"]>,
  Reads<indicators.IndicatorUnit, Told["IndicatorUnit"]>,
  Reads<indicators.Source, Told["Source"]>,
  Reads<cohort.CohortStatus, Told["CohortStatus"]>,
  Reads<cohort.CohortForm, Told["CohortForm"]>,
  Reads<cohort.CohortReason, Told["CohortReason"]>,
  Reads<cohort.RefusalReason, Told["RefusalReason"]>,
  Reads<cohort.PriorityGroup, Told["PriorityGroup"]>,
  Reads<college.WarningLevel, Told["WarningLevel"]>,
  Reads<seats.Mechanism, Told["Mechanism"]>,
  Reads<seats.UnplacedWhy, Told["UnplacedWhy"]>,
  Reads<seats.BlockedBy, Told["BlockedBy"]>,
  Reads<person.SkillSource, Told["SkillSource"]>,
  Reads<person.DecisionKind, Told["DecisionKind"]>,
  Reads<nouns.Step, Told["Step"]>,
  Reads<editions.ProposalState, Told["ProposalState"]>,
  Reads<editions.ProposalKind, Told["ProposalKind"]>,
  Reads<duties.ReviewOutcome, Told["ReviewOutcome"]>,
  Reads<ImportKind, Told["TaskKind"]>,
];

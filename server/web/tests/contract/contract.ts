import type * as indicators from "@/api/indicators";
import type * as map from "@/api/map";
import type * as nouns from "@/api/types";
import type { FieldError, ProblemBody } from "@/api/problem";
import type { Holder, Session } from "@/session/session";

import type { components } from "./openapi";

type Told = components["schemas"];

/** What the service tells can be read as what the page takes it for. Where an enterprise or a college is told `null` in the
 *  place of a small count, the page's type is wider than the document. */
type Reads<Page, Service extends Page> = Service;

export type Held = [
  Reads<ProblemBody, Told["Problem"]>,
  Reads<FieldError, Told["FieldError"]>,
  Reads<Session, Told["SessionAnswer"]>,
  Reads<Holder, Told["Holder"]>,
  Reads<nouns.EditionHead, Told["EditionHead"]>,
  Reads<nouns.Task, Told["TaskAnswer"]>,
  Reads<nouns.TaskFile, Told["TaskFile"]>,
  Reads<nouns.Bilingual, Told["Bilingual"]>,
  Reads<map.Overview, Told["OverviewAnswer"]>,
  Reads<map.NodeEvidence, Told["NodeAnswer"]>,
  Reads<indicators.Indicated, Told["TalentMap"]>,
];

/** And the other way round: every value of the service is one that the page has a word for. */
export type Known = [
  Reads<nouns.Role, Told["Role"]>,
  Reads<nouns.Category, Told["Category"]>,
  Reads<nouns.Stage, Told["Stage"]>,
  Reads<nouns.Segment, Told["Segment"]>,
  Reads<nouns.NodeStatus, Told["NodeStatus"]>,
  Reads<nouns.EditionStatus, Told["EditionStatus"]>,
  Reads<indicators.IndicatorKind, Told["IndicatorKind"]>,
  Reads<indicators.IndicatorState, Told["IndicatorState"]>,
  Reads<indicators.IndicatorUnit, Told["IndicatorUnit"]>,
  Reads<indicators.Source, Told["Source"]>,
];

import type { Bilingual } from "./types";

/** A value that was refused, and what is allowed in its place, for programs and in words. */
export interface FieldError {
  field: string;
  value: string;
  allowed: string;
  words: Bilingual;
}

/** What the service says when it refuses (RFC 9457). `code` is stable; `words` are the sentence `detail` about this case. */
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail: string;
  words: Bilingual;
  code: string;
  errors?: FieldError[];
}

/** The code of a problem that is not the service's: no answer came. */
export const UNREACHABLE = "unreachable";

/** An answer other than the one that was asked for. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: FieldError[];
  /** What the service says; nothing where no answer of it came. */
  readonly words: Bilingual | undefined;

  constructor(body: Pick<ProblemBody, "status" | "code" | "detail" | "errors"> & { words?: Bilingual }) {
    super(body.detail);
    this.name = "Problem";
    this.status = body.status;
    this.code = body.code;
    this.errors = body.errors ?? [];
    this.words = body.words;
  }

  /** Whether nobody is signed in, or no longer. */
  get isSignedOut(): boolean {
    return this.status === 401;
  }

  /** Whether the role or the organisation may not see it. */
  get isForbidden(): boolean {
    return this.status === 403;
  }

  /** Whether there is no such thing. */
  get isMissing(): boolean {
    return this.status === 404;
  }
}

/** Whatever was thrown, as a problem. */
export function problem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return new Problem({ status: 0, code: UNREACHABLE, detail });
}

/** The problem that an answer tells; a gateway's page is told by its status. */
export async function told(answer: Response): Promise<Problem> {
  const body: unknown = await answer.json().catch(() => undefined);
  if (isBody(body)) return new Problem(body);
  return new Problem({ status: answer.status, code: `http_${answer.status}`, detail: answer.statusText });
}

function isBody(body: unknown): body is ProblemBody {
  return typeof body === "object" && body !== null && "code" in body && "detail" in body && "status" in body;
}

import { ConnectError } from "./connect-error.ts";

/** A refusal of DigitalOcean's API. */
export class ApiError extends ConnectError {
  override readonly name = "ApiError";
  readonly method: string;
  /** Path of the request without its query. */
  readonly path: string;
  /** HTTP status, such as 422. */
  readonly status: number;
  /** DigitalOcean's word for it, such as `unprocessable_entity`; undefined where a gateway answered. */
  readonly id: string | undefined;
  /** What DigitalOcean's support asks for; undefined where the answer names none. */
  readonly requestId: string | undefined;

  constructor(
    request: { readonly method: string; readonly path: string },
    answer: {
      readonly status: number;
      readonly id?: string | undefined;
      readonly message: string;
      readonly requestId?: string | undefined;
    },
  ) {
    const request_ = answer.requestId === undefined ? "" : ` (request ${answer.requestId})`;
    super(`${request.method} ${request.path} was refused with ${answer.status}: ${answer.message}${request_}`);
    this.method = request.method;
    this.path = request.path;
    this.status = answer.status;
    this.id = answer.id;
    this.requestId = answer.requestId;
  }
}

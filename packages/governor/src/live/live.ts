/** An object as DigitalOcean's API writes it, or its attributes rearranged as the inputs of a kind are. */
export type ApiObject = Readonly<Record<string, unknown>>;

/** What the reader of an account knows besides the object that it reads. */
export interface LiveContext {
  /** The object of the kind `under`. */
  readonly under?: ApiObject;
  /** The name of a certificate by its id: others name it by id, programs by name. */
  certificateName(id: unknown): unknown;
}

/** Where DigitalOcean's API shows objects. */
export interface Collection {
  /**
   * Such as `/v2/droplets`, or `/v2/domains/{name}/records`: in braces are attributes of the object that they belong to.
   * Undefined for what is shown within that object, and for what is listed over S3.
   */
  readonly path?: string;
  /** Attribute of the answer, or of that object, that holds them; without it the answer itself is the one object. */
  readonly root?: string;
  readonly query?: Readonly<Record<string, string>>;
  /** True where there is one object instead of pages of them. */
  readonly single?: true;
  /** Which objects have such a collection; default all. */
  readonly where?: (owner: ApiObject) => boolean;
}

/** How the resources of a kind are read from an account. */
export interface Live {
  /** Where the API lists them. */
  readonly listed: Collection;
  /** True if they are listed over S3, with a Spaces key, and not by the API; their objects have the names of Terraform. */
  readonly overS3?: true;
  /** Kind whose objects they belong to. */
  readonly under?: string;
  /** Which of the listed objects are of this kind; default all. */
  readonly is?: (object: ApiObject, context: LiveContext) => boolean;
  /**
   * The id that the provider gives it, such as `{under.id}/user/{name}`: in braces are attributes of the object, and of
   * the one that it belongs to. Default `{id}`.
   */
  readonly id?: string;
  /** Inputs that tell which resource it is, if the provider's own id holds a random part. */
  readonly sameBy?: readonly string[];
  /** What `pulumi import` takes in place of the id. */
  readonly importId?: string;
  /** What it is called among those of its kind. Default `{name}`. */
  readonly name?: string;
  /** Its URN at DigitalOcean, such as `do:droplet:{id}`. */
  readonly urn?: string;
  /**
   * What the API shows elsewhere, put into the object under the attribute `root`. A path without braces is asked once for
   * all objects: for one by id, or, if `single`, for what all have in common.
   */
  readonly more?: readonly Collection[];
  /** Resources of another kind that it makes, which are a part of it and no resources of their own. */
  readonly makes?: { readonly kind: string; readonly ids: (object: ApiObject) => readonly unknown[] };
  /** The attributes under the names that inputs have in Terraform; default the object as it is. */
  readonly attributes?: (object: ApiObject, context: LiveContext) => ApiObject;
  /**
   * Inputs that the API does not show, at least not always: unless it does, what they are set to is unknown. Not those of
   * which it has no notion, such as `forceDestroy`: they say what a program does, and no account has them.
   */
  readonly unshown?: readonly string[] | ((object: ApiObject) => readonly string[]);
}

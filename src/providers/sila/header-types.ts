/** The types of a client that fills in `header`: a body may omit what the client knows, and nothing else. */

/** The same paths with bodies whose header requires only what the client cannot know, such as `user_handle`. */
export type WithFilledHeaders<Paths> = {
  [Path in keyof Paths]: { [Method in keyof Paths[Path]]: WithFilledHeader<Paths[Path][Method]> };
};

type WithFilledHeader<Operation> = Operation extends { requestBody: { content: infer Content } }
  ? Without<Operation, 'requestBody'> & FilledBody<{ [Media in keyof Content]: FilledPart<Content[Media]> }>
  : Operation;

/** A body without required members may be omitted. */
type FilledBody<Content> = object extends Content[keyof Content]
  ? { requestBody?: { content: Content } }
  : { requestBody: { content: Content } };

/** A JSON body has the header itself, a form has it in its part `data`. */
type FilledPart<Body> = Body extends { header: infer Header }
  ? Without<Body, 'header'> & FilledMember<FilledHeader<Header>>
  : Body extends { data: infer Data }
    ? Without<Body, 'data'> & { data: FilledPart<Data> }
    : Body;

type FilledMember<Header> = object extends Header ? { header?: Header } : { header: Header };

/** Forms with the older name `auth_handle` are removed: the client fills in the newer one. */
type FilledHeader<Header> = Header extends { created: unknown; app_handle: unknown }
  ? Without<Header, 'created' | 'app_handle'> & Partial<Pick<Header, 'created' | 'app_handle'>>
  : never;

/** `Omit` for each member of a union, and for open objects. */
type Without<T, Names extends string> = T extends unknown
  ? { [Name in keyof T as Name extends Names ? never : Name]: T[Name] }
  : never;

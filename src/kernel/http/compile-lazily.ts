/** What this room uses of Ajv. */
interface Compiling {
  compile(schema: object): Validate;
}

interface Validate {
  (data: unknown): boolean;
  errors?: unknown;
}

/**
 * Makes Ajv compile the schema of a door when somebody first knocks: a hall has hundreds of doors, a process meets few of
 * them, and all of them compiled take some 10 MB. For Fastify's `ajv.onCreate`.
 */
export function compileLazily(ajv: Compiling): void {
  const compile = ajv.compile.bind(ajv);
  ajv.compile = (schema) => {
    let compiled: Validate | undefined;
    const validate: Validate = (data) => {
      compiled ??= compile(schema);
      const fits = compiled(data);
      // Fastify reads what was wrong off the function it was given.
      validate.errors = compiled.errors;
      return fits;
    };
    return validate;
  };
}

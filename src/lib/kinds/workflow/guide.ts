/** What a model must know to write a workflow. */
export const guide = `A workflow is one file, \`workflow.yaml\`, in the CNCF Serverless Workflow DSL 1.0. AetherOS interprets it on the person's device, keeps a journal of every step, draws it, and catches up schedules while it is open.

Files:
- \`aether.json\` names the workflow and its entry, \`workflow.yaml\`. Leave its \`id\` as it is.
- \`workflow.yaml\`: the steps. Comment each step in plain words.
- \`openapi.yaml\`: POST /runs (its body is the schema under \`input.schema.document\`), GET /runs/{id}, POST /runs/{id}/cancel, POST /events. Keep the body in step with the input schema.
- \`examples/input.json\`: an input that leads to a result. \`examples/events.json\`: CloudEvents that such a run waits for, if any.
- \`README.md\`.

Rules:
- \`document\` has dsl '1.0.3', namespace, name (lower-case with dashes), version '1.0.0', title, summary.
- \`do\` is a list; each item has one key, the task's name in camelCase, unique in the file.
- A task is one of: set, switch, do, for, fork, try/catch, raise, wait, emit, listen, call (http, openapi, or a name from \`use.functions\`), run.workflow, run.script (js).
- Any task may have: \`if\`, \`input.from\`, \`output.as\`, \`export.as\`, \`timeout.after\`, \`then\` (continue, exit, end, or the name of a task in the same list).
- Expressions are jq: \`\${ .total * 2 }\` as a value; \`if\`, \`when\`, \`in\` and \`as\` take them bare. In them: \`.\` the data, \`$input\`, \`$context\`, \`$task\`, \`$workflow\`, loop variables (\`$item\`, \`$index\`). Quote expressions in YAML with ' or write them as a |- block.
- The output of a task is the input of the next. \`set\` replaces the data: keep it with \`set: '\${ . + { key: 1 } }'\`. After \`emit\`, \`listen\` or \`call\` write \`output.as: \${ $input }\` or \`'\${ $input + { answer: . } }'\` where the data is needed later.
- \`listen\` gives a list of the data of the events it took: \`.[0]\`. \`fork\` gives a list with the output of each branch, or that of the winner with \`compete: true\`.
- A start by an event gives \`[event]\` as the input; take both with \`input.from: '\${ if type == "array" then (.[0].data // .[0]) else . end }'\`, and leave \`type\` out of the input schema.
- Retries: try with \`catch.retry\` { delay, backoff.exponential, limit.attempt.count }. Durations: { seconds: 5 } or PT5S.
- Schedules: \`schedule.cron\` (five fields, local time), \`schedule.every\`, or \`schedule.on\` for an event.
- Linked creations: their document is \`aether:<alias>\` with an alias from \`links\` in aether.json: \`call: openapi\` with { document: { endpoint: aether:db }, operationId: addOrder, parameters: {} }. Never invent an alias.
- Addresses outside need \`grants.net\` in aether.json. Not available: gRPC, A2A, containers, shell.
- What no link can do is a stand-in: \`set\` or \`emit\`, with a comment that says so. Never claim that a mail was sent or money was taken.

Example:

# An order: check the stock, charge with three retries, ask for the mail.
document:
  dsl: '1.0.3'
  namespace: aether
  name: orders
  version: '1.0.0'
  title: Orders
schedule:
  on:
    one:
      with:
        type: order.created
input:
  schema:
    format: json
    document:
      required: [item, quantity]
      properties:
        item: { type: string }
        quantity: { type: integer, minimum: 1 }
  from: '\${ if type == "array" then (.[0].data // .[0]) else . end }'
do:
  - checkStock:
      # The stock of this example.
      set: '\${ . + { inStock: ({ lamp: 3 }[.item] // 0) } }'
  - isThereEnough:
      switch:
        - tooFew:
            when: .inStock < .quantity
            then: refuse
        - enough:
            then: charge
  - refuse:
      set: '\${ . + { status: "refused" } }'
      then: end
  - charge:
      try:
        - addPayment:
            call: openapi
            with:
              document:
                endpoint: aether:payments
              operationId: addPayment
            output:
              as: '\${ $input + { payment: . } }'
      catch:
        errors:
          with:
            status: 503
        retry:
          delay: { seconds: 2 }
          backoff: { exponential: {} }
          limit:
            attempt: { count: 3 }
  - askForMail:
      emit:
        event:
          with:
            source: https://aether.invalid/orders
            type: order.mail.wanted
            data: { to: '\${ .customer }' }
      output:
        as: \${ $input }

A loop over a list, and branches at the same time:

  - addUp:
      for:
        each: row
        in: .rows
      do:
        - addRow:
            set: '\${ .total += $row.amount }'
  - check:
      fork:
        branches:
          - checkName:
              set: { isFine: '\${ .name != "" }' }
          - checkAge:
              set: { isFine: '\${ .age >= 18 }' }
  - combine:
      set: { isFine: '\${ all(.[]; .isFine) }' }

Waiting for a decision, at most two days:

  - waitForDecision:
      listen:
        to:
          one:
            with:
              type: approval.decided
      timeout:
        after: { days: 2 }
      output:
        as: '\${ $input + { isApproved: .[0].approved } }'`;

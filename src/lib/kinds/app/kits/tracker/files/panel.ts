import type { ComponentType } from 'react';
import type { Entity, Row } from '../../shared/files/schema.ts';

/** Something between the form and the list, such as totals or a chart. Renders nothing when it has nothing to say. */
export type Panel = ComponentType<{ readonly entity: Entity; readonly rows: readonly Row[] }>;

/** Something beside a row's heading. */
export type Badge = ComponentType<{ readonly entity: Entity; readonly row: Row }>;

import { ForbiddenState } from "./forbidden-state";
import { PageBody } from "./page-body";
import { PageHeader } from "./page-header";

/** A whole page that the operator may not open: only admins of every app may. */
export function ForbiddenPage({ title }: { title: string }) {
  return (
    <>
      <PageHeader breadcrumbs={[{ label: title }]} />
      <PageBody>
        <ForbiddenState needs="everywhere" />
      </PageBody>
    </>
  );
}

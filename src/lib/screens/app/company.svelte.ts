import type { Company, OpenCompany } from '../app.ts';

/** What the studio tells the frame around it about the others. */
export class PresentCompany implements Company {
	open: OpenCompany | undefined = $state.raw();

	enter(company: OpenCompany): () => void {
		this.open = company;
		return () => {
			if (this.open === company) this.open = undefined;
		};
	}
}

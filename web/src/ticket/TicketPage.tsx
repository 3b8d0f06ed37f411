import { Page } from "../ui/Page.tsx";

export const TicketPage = () => <Page title="Ticket" />;

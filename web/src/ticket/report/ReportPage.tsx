import { Page } from "../../ui/Page.tsx";

export const ReportPage = () => <Page title="Report" />;

export const EngagementPage = () => <h1>EngagementPage</h1>;

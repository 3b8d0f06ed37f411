export const ReferencePage = () => <h1>ReferencePage</h1>;

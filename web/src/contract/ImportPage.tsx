export const ImportPage = () => <h1>ImportPage</h1>;

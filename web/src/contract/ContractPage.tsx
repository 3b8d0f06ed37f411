export const ContractPage = () => <h1>ContractPage</h1>;

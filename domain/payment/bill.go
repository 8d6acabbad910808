package payment

// Bill is an order with all that the payment platform wants to know of it.
type Bill struct {
	Order         Order
	Dossier       string // code
	ProcedureCode string
	ProcedureName string
	UnitCode      string
	UnitName      string
	Payer         string
	PayerID       string // number of the identity paper
	PayerAddress  string
	Beneficiary   Beneficiary
	Remote        string // address of who pays
}

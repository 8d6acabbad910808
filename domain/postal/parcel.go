package postal

import "cchc/domain/dossier"

// Party is who sends or gets a parcel.
type Party struct {
	Name, Address, District, Province, Tel, Email string
}

// Parcel is an order with all that the post must know of it.
type Parcel struct {
	Order    Order
	Code     string // of the dossier
	Content  string
	Sender   Party
	Receiver Party
}

// Query asks for a page of lists or orders.
type Query struct {
	Before ID // the page behind this one
	Limit  int
	Open   bool // only what is not over
	State  State
}

// Line is an item of a list with its dossier; Order is nil for papers.
type Line struct {
	Item  Item
	File  dossier.Listed
	Order *Order
}

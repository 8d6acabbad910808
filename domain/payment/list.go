package payment

import (
	"cchc/domain/calendar"
	"cchc/domain/orgunit"
)

// Query asks for orders. Empty fields ask for all.
type Query struct {
	Waiting bool         // money may still come; else those paid in the period
	From    calendar.Day // first day of the period
	To      calendar.Day // first day behind it
	Method  Method
	Unit    orgunit.ID
	Within  []orgunit.ID // units that may be shown; nil for every one
	Before  ID           // the page behind this order
	Limit   int
}

// Listed is an order with its dossier's code and person.
type Listed struct {
	Order
	Dossier string
	Payer   string
}

// Figure is what was paid under one unit by one method.
type Figure struct {
	Unit     orgunit.ID
	Method   Method
	Count    int64
	Sum      int64
	Refunded int64
}

package account

import "cchc/domain/orgunit"

// Query asks for a page of the accounts, by name. Empty fields ask for all.
type Query struct {
	Words  string     // of name or login, without accents, in any order
	Unit   orgunit.ID // in this unit itself
	Role   Role
	Within []orgunit.ID // units that may be shown; nil for every one
	After  ID           // the page behind this account
	Before ID           // the page before it
	Limit  int
}

// Listing is a page of the accounts.
type Listing struct {
	Rows  []*Account
	Total int  // on all pages
	Prev  bool // there is a page before
	Next  bool // there is a page behind
}

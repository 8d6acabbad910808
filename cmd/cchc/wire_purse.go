package main

import (
	"context"

	"cchc/domain/account"
	"cchc/domain/certify"
	"cchc/domain/dossier"
	"cchc/domain/payment"
	"cchc/store"
	money "cchc/store/payment"
	"cchc/web/desk"
)

// purse is the till, as the reception sees it.
type purse struct{ money.Payments }

func purseOf(s *store.Store) desk.Purse { return purse{money.Payments{Dossiers: s.Dossiers}} }

// Pay opens what a dossier owes; from the order's page it goes on to the dossier.
func (p purse) Pay(ctx context.Context, d dossier.Dossier, by account.Stamp) (string, error) {
	o, err := p.Open(ctx, d.ID, nil, by)
	return "/till/orders/" + o.Code + "?after=receive", err
}

// Receipt is the one that stands for the cash of a dossier.
func (p purse) Receipt(ctx context.Context, d dossier.Dossier) (string, error) {
	list, err := p.Of(ctx, d.ID)
	if err != nil {
		return "", err
	}
	for _, o := range list {
		if o.State == payment.Paid && o.Method == payment.Cash {
			return "/till/receipts/" + o.Reference, nil
		}
	}
	return "", nil
}

// OfCopies is where the receipt for a certified copy is, "" for none.
func (p purse) OfCopies(ctx context.Context, of certify.ID) (string, error) {
	list, err := p.OfCopy(ctx, of)
	if err != nil || len(list) == 0 {
		return "", err
	}
	return "/till/receipts/" + list[0].Reference, nil
}

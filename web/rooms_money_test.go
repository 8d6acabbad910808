package web_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"cchc/domain/account"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/payment"
	"cchc/domain/procedure"
	"cchc/domain/workflow"
	"cchc/store"
	money "cchc/store/payment"
	"cchc/web/till"
)

// till is the room of money over the stage.
func (s stage) till() *till.Till {
	kept := money.Payments{Dossiers: s.Dossiers}
	return &till.Till{
		Files: s.Dossiers, Orders: kept, Cash: kept, Refunds: kept, Books: kept, Staff: s.Accounts,
		Rules: func(ctx context.Context) (till.Rules, error) { return s.References.Now(ctx) },
	}
}

// owe has the unit take a fee in cash, ask for a refund of it, and hear of the same fee once
// more from the platform: things by the beginning of the addresses that name them.
func (s stage) owe(t *testing.T) map[string]string {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	kept, ctx := money.Payments{Dossiers: s.Dossiers}, t.Context()
	by := account.Stamp{By: theAccount, Unit: s.unit, At: time.Now().Add(-time.Hour)}
	const fee, paid = 171, 172 // a procedure with a fee, its workflow
	must(s.Furnish(ctx, store.Furniture{Versions: []procedure.Version{{
		ID: fee, Code: "1.009971", Number: 1, Name: "Cấp giấy có phí", Field: "Hộ tịch", Levels: orgunit.Levels, Status: procedure.Announced, From: since,
		Offers: []procedure.Offer{{Channel: procedure.Direct, Limit: "15 workdays", Fee: 8000}}, Cases: []procedure.Case{{No: 1, Name: "Chung"}},
	}}, Workflows: []workflow.Version{{ID: paid, Procedure: "1.009971", Number: 1, Name: "Một bước", Status: workflow.Published, From: since,
		Steps: []workflow.Step{{No: 1, Content: "Giải quyết", Place: workflow.AtUnit, Role: account.Official, Minutes: 480}}}}}, store.Moment{At: by.At}))
	d, err := s.Dossiers.Receive(ctx, dossier.Receive{Unit: s.unit, Desk: s.unit, Procedure: fee, Workflow: paid, Channel: procedure.Direct}, dossier.Person{Name: "Đinh Thị Hồng"}, store.Moment(by))
	must(err)
	o, err := kept.Open(ctx, d.ID, nil, by)
	must(err)
	must(kept.OpenDrawer(ctx, 0, by))
	receipt, err := kept.TakeCash(ctx, o.ID, by)
	must(err)
	refund, err := kept.AskRefund(ctx, o.ID, 1000, "nhầm", by)
	must(err)
	_, err = kept.Take(ctx, payment.Notice{Source: payment.FromPlatform, Reference: "G1", Code: o.Code, Amount: 8000, At: by.At}, by)
	must(err)
	differences, err := kept.Differences(ctx, nil, false, 1)
	must(err)
	return map[string]string{
		"dossiers": d.Code, "orders": o.Code, "receipts": receipt.Number, "refunds": fmt.Sprint(int64(refund.ID)), "differences": fmt.Sprint(int64(differences[0].ID)),
	}
}

// owed is the thing that an address of the till names.
func (s stage) owed(pattern string) string { return s.atTill[strings.Split(pattern, "/")[2]] }

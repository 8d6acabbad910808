package bench

import (
	"context"
	"fmt"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/orgunit"
	"cchc/domain/procedure"
	"cchc/domain/workflow"
	"cchc/kit/db"
	"cchc/store"
)

// The province that is measured in: as many communes and procedures as a real one has, so
// that counters and serials are spread as they would be.
const (
	communes      = 240
	procedures    = 120
	firstCommune  = 100
	firstVersion  = 1000
	firstWorkflow = 2000
)

var workday = time.Date(2024, time.March, 4, 9, 30, 0, 0, calendar.Local)

// furnished opens a database, makes the schema and puts the province in.
func furnished(ctx context.Context, address string) (*store.Store, error) {
	s, err := store.Open(ctx, address, db.Options{})
	if err != nil {
		return nil, err
	}
	if err = s.DB.Migrate(ctx, store.Migrations()); err == nil {
		err = s.Furnish(ctx, province(), store.Moment{At: workday.AddDate(-4, 0, 0)})
	}
	if err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func province() (f store.Furniture) {
	since := calendar.MustDay("2010-01-01")
	f.Units = []orgunit.Unit{{ID: 1, Code: "H99", Name: "Tỉnh An Sơn", Level: orgunit.Province, Block: orgunit.Whole, From: since}}
	for i := range communes {
		f.Units = append(f.Units, orgunit.Unit{
			ID: orgunit.ID(firstCommune + i), Code: fmt.Sprintf("H99.%02d.%02d", 10+i/20, 10+i%20), Name: fmt.Sprintf("UBND xã số %d", i+1),
			Level: orgunit.Commune, Block: orgunit.Communes, Parent: 1, From: since,
		})
	}
	step := func(no int, role account.Role, after ...int) workflow.Step {
		return workflow.Step{No: no, After: after, Content: "Xử lý hồ sơ", Place: workflow.AtUnit, Role: role, Minutes: 480}
	}
	for i := range procedures {
		code := fmt.Sprintf("1.%06d", i+1)
		f.Versions = append(f.Versions, procedure.Version{
			ID: procedure.ID(firstVersion + i), Code: code, Number: 1, Name: "Thủ tục " + code, Field: fmt.Sprintf("Lĩnh vực %d", i%12+1),
			Levels: []orgunit.Level{orgunit.Commune}, Status: procedure.Announced, From: since,
			Offers: []procedure.Offer{{Channel: procedure.Direct, Limit: "5 workdays"}, {Channel: procedure.Online, Limit: "5 workdays"}},
			Cases:  []procedure.Case{{No: 1, Name: "Chung", Components: []procedure.Component{{Name: "Tờ khai", Originals: 1}}}},
		})
		f.Workflows = append(f.Workflows, workflow.Version{
			ID: workflow.ID(firstWorkflow + i), Procedure: code, Number: 1, Name: "Ba bước", Status: workflow.Published, From: since,
			Steps: []workflow.Step{step(1, account.Official), step(2, account.Official, 1), step(3, account.Leader, 2)},
		})
	}
	return f
}

// receiptOf is the n-th receipt that is measured: at which unit, of which procedure, about whom.
func receiptOf(n int) (dossier.Receive, dossier.Person) {
	unit := orgunit.ID(firstCommune + n%communes)
	return dossier.Receive{
			Unit: unit, Desk: unit, Procedure: procedure.ID(firstVersion + n%procedures), Workflow: workflow.ID(firstWorkflow + n%procedures), Channel: procedure.Direct,
		}, dossier.Person{
			Name: "Đinh Thị Hồng Nhung", Born: "1986-08-14", Sex: "nữ", IDNo: fmt.Sprintf("999186%06d", n), Phone: fmt.Sprintf("06%08d", n),
			Address: "Thôn Đông, xã Hòa Lâm", Content: "xin cấp giấy phép",
		}
}

func momentOf(n int, key string) store.Moment {
	return store.Moment{By: 7, Unit: orgunit.ID(firstCommune + n%communes), At: workday, Key: key}
}

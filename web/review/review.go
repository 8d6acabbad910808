// Package review is the pages on which procedures get simpler: the map of how one really
// went, proposals with what they save, the report of the year.
package review

import (
	"context"
	"embed"
	"fmt"
	"time"

	"cchc/domain/account"
	"cchc/domain/calendar"
	"cchc/domain/dossier"
	"cchc/domain/procedure"
	"cchc/domain/review"
	"cchc/domain/workflow"
	"cchc/web"
	"cchc/web/layout"
)

//go:embed *.html en.json
var files embed.FS

// Office keeps maps and proposals.
type Office interface {
	Ask(context.Context, review.Order, account.Stamp) error
	Map(context.Context, review.Order) (review.Drawn, error)
	Maps(ctx context.Context, n int) ([]review.Drawn, error)
	Do(ctx context.Context, id review.ProposalID, version int, act review.Act, by account.Stamp) (review.Proposal, error)
	Proposal(context.Context, review.ProposalID) (review.Proposal, error)
	OfYear(ctx context.Context, year int) ([]*review.Proposal, error)
	Years(context.Context) ([]int, error)
	// Measure reads from the log what a proposal that is carried out brought.
	Measure(ctx context.Context, p review.Proposal, now time.Time) (review.Measured, error)
}

// Names tells who an account is.
type Names interface {
	Names(ctx context.Context, ids []account.ID) (map[account.ID]string, error)
}

// Rules is the reference data as they stood together once.
type Rules interface {
	dossier.Rules
	Versions() []*procedure.Version
	Flows() []*workflow.Version
	InForce(code string, on calendar.Day) *procedure.Version
}

// Pages is the room.
type Pages struct {
	Office Office
	Names  Names
	Rules  func(context.Context) (Rules, error)
}

// Routes of the room.
func (p Pages) Routes() []web.Route {
	read := web.Need{Act: account.ReadRules, On: web.Any}
	write := web.Need{Act: account.WriteReview, On: web.OwnUnit}
	mine := web.Need{Act: account.WriteReview, On: web.Target}
	decide := web.Need{Act: account.DecideReview, On: web.Target}
	return []web.Route{
		{Method: "GET", Path: "/review", Needs: read, Handler: p.maps},
		{Method: "POST", Path: "/review", Needs: write, Handler: p.ask},
		{Method: "GET", Path: "/review/maps/{workflow}/{from}/{to}", Needs: read, Handler: p.chart},
		{Method: "GET", Path: "/review/maps/{workflow}/{from}/{to}/map.xlsx", Needs: read, Handler: p.chartBook},
		{Method: "GET", Path: "/review/proposals", Needs: read, Handler: p.proposals},
		{Method: "GET", Path: "/review/proposals.xlsx", Needs: read, Handler: p.proposalBook},
		{Method: "GET", Path: "/review/proposals/new", Needs: write, Handler: p.newProposal},
		{Method: "POST", Path: "/review/proposals/new", Needs: write, Handler: p.saveNew},
		{Method: "GET", Path: "/review/proposals/{id}", Needs: read, Handler: p.proposal},
		{Method: "GET", Path: "/review/proposals/{id}/edit", Needs: mine, Handler: p.editProposal},
		{Method: "POST", Path: "/review/proposals/{id}/edit", Needs: mine, Handler: p.saveProposal},
		{Method: "POST", Path: "/review/proposals/{id}/do/{act}", Needs: mine, Handler: p.doWritten},
		{Method: "POST", Path: "/review/proposals/{id}/decide/{act}", Needs: decide, Handler: p.doDecided},
	}
}

// tabs of the room.
func tabs(v *web.Visit, here string) []layout.Link {
	list := []layout.Link{{Text: v.T("Thủ tục"), Href: "/admin/procedures"}, {Text: v.T("Bản đồ quy trình"), Href: "/review"}, {Text: v.T("Phương án đơn giản hóa"), Href: "/review/proposals"}}
	for i := range list {
		list[i].Here = list[i].Href == here
	}
	return list
}

// length is working minutes in the words of an office.
func length(v *web.Visit, minutes int64) string {
	switch {
	case minutes < 0:
		return "−" + length(v, -minutes)
	case minutes < 60:
		return v.T("%d phút", minutes)
	case minutes < workflow.WorkdayMinutes:
		return v.T("%d giờ %d phút", minutes/60, minutes%60)
	}
	hundredths := minutes * 100 / workflow.WorkdayMinutes
	mark := ","
	if v.Lang.String() == "en" {
		mark = "."
	}
	return v.T("%s ngày", fmt.Sprintf("%d%s%02d", hundredths/100, mark, hundredths%100))
}

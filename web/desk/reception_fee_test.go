package desk_test

import (
	"net/http"
	"strings"
	"testing"

	"cchc/domain/dossier"
	"cchc/store"
	money "cchc/store/payment"
)

// poor is the reception's form with a ground on which half of the fee is owed.
func poor(fee string) []string {
	return append(append([]string{}, reception[:len(reception)-2]...), "fee", fee, "ground", "ngheo")
}

func TestAGroundOfReductionIsChosenWhereTheProcedureHasOneAndShownAsItPrints(t *testing.T) {
	oanh := open(t).as("oanh")
	_, body := oanh.send("/desk/receive/preview", http.StatusOK, poor("cash")...)
	has(t, body, "37.500 đồng, đã nộp", "mức thu 75.000 đ", "Hộ nghèo", "giảm 50 %, NQ 12/2021/NQ-HĐND")
	_, body = oanh.send("/desk/receive/preview", http.StatusOK, "ground", "tre", "fee", "cash", "procedure", "gpxd", "case", "1")
	has(t, body, "Phí, lệ phí: được miễn.", "✓ được miễn")
	_, body = oanh.send("/desk/receive/preview", http.StatusOK, "procedure", "khai sinh", "case", "1", "ground", "ngheo")
	hasNot(t, body, `name="ground"`)
}

func TestCashAtTheReceptionHasATrailInTheTill(t *testing.T) {
	h := open(t)
	kept := money.Payments{Dossiers: h.store.Dossiers}
	h.store.Dossiers.Follow(kept.Follow)
	oanh := h.as("oanh")
	to, _ := oanh.send("/desk/receive", http.StatusSeeOther, poor("cash")...)
	code, _, _ := strings.Cut(strings.TrimPrefix(to, dossiers), "?")
	d := h.file(code)
	list, err := kept.Of(t.Context(), d.ID)
	if err != nil || d.Finance != dossier.FeePaid || d.Fee != 37_500 || len(list) != 1 || list[0].Received != 37_500 {
		t.Fatalf("dossier %s %d, orders %v, %v", d.Finance, d.Fee, list, err)
	}
	box, err := kept.MyDrawer(t.Context(), list[0].By)
	if err != nil || box.Expected != 37_500 {
		t.Errorf("the drawer holds %d, %v", box.Expected, err)
	}
}

func TestTheActOfTakingAFeeLeadsToTheTill(t *testing.T) {
	oanh := open(t).as("oanh")
	to, _ := oanh.send("/desk/receive", http.StatusSeeOther, poor("qr")...)
	code, _, _ := strings.Cut(strings.TrimPrefix(to, dossiers), "?")
	answer, _ := oanh.ask("GET", dossiers+code+"/fee", nil)
	if where := answer.Header.Get("Location"); answer.StatusCode != http.StatusSeeOther || where != "/till/dossiers/"+code+"?after=dossier" {
		t.Errorf("%s to %s", answer.Status, where)
	}
	oanh.send(dossiers+code+"/fee", http.StatusMethodNotAllowed, "receipt", "BL 1")
}

// takeFee has the till take a dossier's fee.
func (h *house) takeFee(code string) {
	h.t.Helper()
	if _, err := h.store.Dossiers.Do(h.t.Context(), h.file(code).ID, dossier.TakeFee{Receipt: "BL 1"}, store.Moment{By: 11, Unit: counter, At: h.now}); err != nil {
		h.t.Fatal(err)
	}
}

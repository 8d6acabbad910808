package till_test

import (
	"net/http"
	"strings"
	"testing"

	"cchc/domain/account"
	"cchc/domain/certify"
)

func TestACopysFeeHasItsOrderAndItsReceipt(t *testing.T) {
	h := open(t)
	oanh := client{h, "oanh", ""}
	by := account.Stamp{By: 11, Unit: commune, At: h.now}
	e, err := h.copies().Certify(t.Context(), commune, certify.Content{Person: "Lê Văn An", Kind: "Bằng tốt nghiệp", Signer: "Trần Bình, Phó Chủ tịch", Copies: 2, Pages: 1, Book: 1}, by)
	if err != nil {
		t.Fatal(err)
	}
	list, err := h.kept.OfCopy(t.Context(), e.ID)
	if err != nil || len(list) != 1 {
		t.Fatalf("%d orders, %v", len(list), err)
	}
	oanh.page("/till/orders/"+list[0].Code, http.StatusOK, "Lê Văn An", "Chứng thực bản sao: Bằng tốt nghiệp", "/counter/copies/", "4.000")
	oanh.page("/till/receipts/"+list[0].Reference, http.StatusOK, "Lê Văn An", "4.000")
	oanh.page("/till/paid", http.StatusOK, "/counter/copies/")
	if _, err := h.copies().Do(t.Context(), e.ID, certify.Cancel{Reason: "ghi nhầm"}, by); err != nil {
		t.Fatal(err)
	}
	oanh.page("/till/orders/"+list[0].Code, http.StatusOK, "Đề xuất hoàn 4.000 đ: Số chứng thực đã hủy.", `value="4.000"`)
}

func TestAPaymentLeadsBackToWhereItWasAskedFor(t *testing.T) {
	h := open(t)
	oanh := client{h, "oanh", ""}
	d := h.receive()
	at := oanh.send("/till/dossiers/"+d.Code, http.StatusSeeOther, "after", "hand-over")
	order, query, _ := strings.Cut(at, "?")
	if query != "after=hand-over" {
		t.Errorf("leads to %s", at)
	}
	oanh.page(at, http.StatusOK, `name="after" value="hand-over"`, "data-waits")
	paid := oanh.send(order+"/cash", http.StatusSeeOther, "after", "hand-over")
	oanh.page(paid, http.StatusOK, `href="/desk/dossiers/`+d.Code+`/hand-over"`, "Tiếp tục trả kết quả")
	oanh.page(order+"?after=https://x.example", http.StatusOK)
}

func TestARefundIsProposedWhenADossierWasWithdrawn(t *testing.T) {
	h := open(t)
	oanh := client{h, "oanh", ""}
	d, code := h.waiting()
	oanh.send("/till/orders/"+code+"/cash", http.StatusSeeOther)
	h.withdraw(d.ID)
	oanh.page("/till/dossiers/"+d.Code, http.StatusOK, "Đề xuất hoàn 75.000 đ: Người nộp rút hồ sơ ngày 05/03/2026.", "/till/orders/"+code)
	oanh.page("/till/orders/"+code, http.StatusOK, `value="75.000"`)
	oanh.send("/till/orders/"+code+"/refund", http.StatusSeeOther, "amount", "75.000", "reason", "Người nộp rút hồ sơ")
	d, code = h.waiting()
	h.withdraw(d.ID)
	oanh.send("/till/orders/"+code+"/cash", http.StatusConflict)
}

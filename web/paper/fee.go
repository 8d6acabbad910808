package paper

import (
	"fmt"

	"cchc/kit/vntext"
)

// FeeLine is one fee or charge.
type FeeLine struct {
	Name   string // "Lệ phí cấp giấy phép xây dựng"
	Basis  string // of the amount, "" for none
	Amount int64  // đồng
}

// FeeReceipt says that money was taken for a dossier: the fields of a receipt by NĐ
// 123/2020/NĐ-CP, Điều 32. It is an internal receipt: a receipt with a registered symbol and
// number comes from the invoice system of the collecting agency (TT 78/2021/TT-BTC).
type FeeReceipt struct {
	Slip
	Symbol  string // of the register's year, "BL/26"
	TaxCode string // of the collecting agency, "" when not known
	Payer   string // who paid, "" for the person of the dossier
	Lines   []FeeLine
	Total   int64  // đồng, the sum of the lines less what was exempted
	Method  string // "tiền mặt", "chuyển khoản qua mã QR"
	Paper   string // number of the transfer or the gateway, "" for none
	Cashier string
	Void    string // why it counts no more, "" while it does
}

// Sheet lays the receipt out.
func (f FeeReceipt) Sheet() (Sheet, error) {
	s := f.begin("Biên lai thu phí, lệ phí", "BIÊN LAI THU PHÍ, LỆ PHÍ\n(chứng từ thu nội bộ)")
	payer := f.Payer
	if payer == "" {
		payer = named(f.Person)
	}
	who := []Para{{regular("Cơ quan thu: " + f.Office)}}
	if f.TaxCode != "" {
		who = append(who, Para{regular("Mã số thuế: " + f.TaxCode)})
	}
	if f.Symbol != "" {
		who = append(who, Para{regular("Ký hiệu: " + f.Symbol)})
	}
	who = append(who, Para{regular("Người nộp tiền: "), bold(payer)})
	if f.Person.Address != "" {
		who = append(who, Para{regular("Địa chỉ: " + f.Person.Address)})
	}
	s, err := s.beside(f.Check, who)
	if f.Content != "" {
		s.add(Para{regular("Nội dung: " + ended(f.Content))})
	}
	s.add(f.table(),
		Para{regular("Số tiền bằng chữ: "), bold(vntext.Capital(vntext.MoneyWords(f.Total)) + ".")},
		Para{regular("Hình thức thanh toán: " + or(f.Method) + ". Thời điểm thu: " + moment(f.At) + ".")})
	if f.Paper != "" {
		s.add(Para{regular("Số giao dịch: " + f.Paper + ".")})
	}
	if f.Void != "" {
		s.add(Para{bold("BIÊN LAI NÀY ĐÃ HỦY. "), regular("Lý do: " + ended(f.Void))})
	}
	s.add(Small("Không thay biên lai có ký hiệu, số đăng ký theo NĐ 123/2020/NĐ-CP và TT 78/2021/TT-BTC."),
		Signatures{{"NGƯỜI NỘP TIỀN", signHere, payer}, {"NGƯỜI THU TIỀN", signHere, f.Cashier}})
	f.end(&s)
	return s, err
}

func (f FeeReceipt) table() Table {
	t := Table{Caption: "Các khoản thu:", Columns: []Column{{"TT", 1, true}, {"Tên phí, lệ phí", 8, false}, {"Số tiền (đồng)", 3, true}}}
	for i, l := range f.Lines {
		name := l.Name
		if l.Basis != "" {
			name += " (" + l.Basis + ")"
		}
		t.Rows = append(t.Rows, []string{fmt.Sprint(i + 1), name, vntext.Number(l.Amount)})
	}
	t.Rows = append(t.Rows, []string{"", "Cộng", vntext.Number(f.Total)})
	return t
}

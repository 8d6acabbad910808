package pay

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"cchc/domain/calendar"
	"cchc/domain/payment"
	"cchc/domain/procedure"
	"cchc/domain/refusal"
	"cchc/link/exchange"
)

// Client asks the platform. What it sends may be sent again: the platform knows a bill and
// a refund by MaThamChieu.
type Client struct {
	URL      string // of the platform, without a slash at the end
	Partner  string // MaDoiTac
	Key      Key
	Patience time.Duration // for one attempt, 0 for 10 s
	Now      func() time.Time
}

const usualPatience = 10 * time.Second

// errAway is what people read when the platform does not answer.
var errAway = refusal.TooEarlyOrLate("Cổng thanh toán không trả lời. Hãy thử lại sau ít phút, hoặc nộp bằng chuyển khoản QR hay tiền mặt.")

// Offer brings a bill to the platform and gives the address of its page. A second attempt
// follows an attempt without an answer: the platform may have accepted the first.
func (c *Client) Offer(ctx context.Context, b payment.Bill) (link string, err error) {
	r := c.request(KindInit, b.Order.Code, b.Order.Total)
	r.LoaiHinhThanhToan, r.NgonNgu, r.MaNganHang = "PAY", "vi-VN", "PAYMENT"
	r.ThongTinGiaoDich, r.Ip, r.ThongTinBienLai = b.Order.Code+" "+b.Dossier, b.Remote, receiptOf(b)
	reply, err := c.post(ctx, r)
	if errors.Is(err, errAway) && ctx.Err() == nil {
		reply, err = c.post(ctx, r)
	}
	if err != nil {
		return "", err
	}
	if at, err := url.Parse(reply.UrlThanhToan); err != nil || at.Scheme != "https" && at.Scheme != "http" {
		return "", fmt.Errorf("pay: the platform's page %q is no address", reply.UrlThanhToan)
	}
	return reply.UrlThanhToan, nil
}

// Bill asks what became of a bill; ok is false while it is not paid.
func (c *Client) Bill(ctx context.Context, code string) (n payment.Notice, ok bool, err error) {
	reply, err := c.post(ctx, c.request(KindGetBill, code, 0))
	if err != nil || reply.TrangThai != "PAID" {
		return n, false, err
	}
	n = payment.Notice{Source: payment.FromPlatform, Reference: reply.MaGiaoDich, Code: reply.MaThamChieu}
	if n.Amount, err = Dong(reply.SoTien); err == nil {
		n.At, err = ParseStamp(reply.ThoiGianGD)
	}
	return n, err == nil, err
}

// Refund gives money of a payment back and returns the platform's number for it.
func (c *Client) Refund(ctx context.Context, r payment.Refund, paid string) (reference string, at time.Time, err error) {
	ask := c.request(KindRefund, r.Code(), r.Amount)
	ask.MaGiaoDich, ask.ThongTinGiaoDich = paid, r.Reason
	reply, err := c.post(ctx, ask)
	if err != nil {
		return "", at, err
	}
	at, err = ParseStamp(reply.ThoiGianGD)
	return reply.MaGiaoDich, at, err
}

// Statement is the platform's book of a day.
func (c *Client) Statement(ctx context.Context, day calendar.Day) ([]payment.Item, error) {
	query := url.Values{"date": {day.String()}, "MaDoiTac": {c.Partner}, "MaXacThuc": {c.Key.Ask(c.Partner, day.String())}}
	var s Statement
	if err := c.ask(ctx, http.MethodGet, "/statement?"+query.Encode(), nil, &s); err != nil {
		return nil, err
	}
	if !c.Key.Check(&s) || s.Ngay != day.String() {
		return nil, errors.New("pay: the statement's sign is wrong, or it is of another day")
	}
	var items []payment.Item
	for _, m := range s.GiaoDich {
		amount, err := Dong(m.SoTien)
		if err != nil {
			return nil, err
		}
		if m.Loai == KindRefund {
			amount = -amount
		}
		at, err := ParseStamp(m.ThoiGianGD)
		if err != nil {
			return nil, err
		}
		items = append(items, payment.Item{Reference: m.MaGiaoDich, Code: m.MaThamChieu, Amount: amount, At: at})
	}
	return items, nil
}

func (c *Client) request(kind, reference string, amount int64) *Request {
	now := time.Now
	if c.Now != nil {
		now = c.Now
	}
	r := &Request{LoaiBanTin: kind, PhienBan: Version, MaDoiTac: c.Partner, MaThamChieu: reference, MaTienTe: currency, ThoiGianGD: Stamp(now())}
	if amount > 0 {
		r.SoTien = strconv.FormatInt(amount, 10)
	}
	return r
}

// post signs and sends a request and checks the reply's sign, reference and code.
func (c *Client) post(ctx context.Context, r *Request) (reply Reply, err error) {
	c.Key.Sign(r)
	body, err := json.Marshal(r)
	if err != nil {
		return reply, err
	}
	if err := c.ask(ctx, http.MethodPost, "/pay", body, &reply); err != nil {
		return reply, err
	}
	switch {
	case !c.Key.Check(&reply) || reply.MaThamChieu != r.MaThamChieu:
		return reply, fmt.Errorf("pay: the reply to %s of %s has a wrong sign", r.LoaiBanTin, r.MaThamChieu)
	case reply.MaLoi != Done:
		return reply, refusal.Clash("Cổng thanh toán không nhận: %s (mã %s).", reply.MoTaLoi, reply.MaLoi)
	}
	return reply, nil
}

func (c *Client) ask(ctx context.Context, method, path string, body []byte, into any) error {
	answer, err := exchange.Ask(ctx, exchange.Question{Method: method, URL: c.URL + path, Body: body, Patience: cmp.Or(c.Patience, usualPatience), Most: 64 * mostBytes})
	if err != nil || answer.Status >= 500 {
		return fmt.Errorf("pay: status %d, %v: %w", answer.Status, err, errAway)
	}
	if answer.Status != http.StatusOK {
		return fmt.Errorf("pay: %s answered with status %d", path, answer.Status)
	}
	return json.Unmarshal(answer.Body, into)
}

func receiptOf(b payment.Bill) *Receipt {
	r := &Receipt{
		MaDichVu: "2", MaDVC: b.ProcedureCode, TenDVC: b.ProcedureName, MaTTHC: b.ProcedureCode, TenTTHC: b.ProcedureName,
		MaDonVi: b.UnitCode, TenDonVi: b.UnitName, MaHoSo: b.Dossier,
		TKThuHuong: b.Beneficiary.Number, MaNHThuHuong: b.Beneficiary.Bank, TenTKThuHuong: b.Beneficiary.Holder,
		HoTenNguoiNop: b.Payer, SoCMNDNguoiNop: b.PayerID, DiaChiNguoiNop: b.PayerAddress,
	}
	for i, line := range b.Order.Lines {
		amount := strconv.FormatInt(line.Amount, 10)
		kind := "2"
		if line.Kind == procedure.StateCharge {
			kind = "1"
		}
		r.PhiLePhi = append(r.PhiLePhi, Fee{LoaiPhiLePhi: kind, MaPhiLePhi: fmt.Sprintf("%s-%d", b.ProcedureCode, i+1), TenPhiLePhi: line.Name, SoTien: amount})
		r.DSKhoanNop = append(r.DSKhoanNop, Item{NoiDung: line.Name, SoTien: amount})
	}
	return r
}

package till

import (
	"context"
	"fmt"
	"html/template"

	"cchc/domain/payment"
	"cchc/kit/qr"
	"cchc/kit/vietqr"
)

// transfer is the account that an order is paid to, and the QR of the transfer.
func (t *Till) transfer(ctx context.Context, o *payment.Order) (payment.Beneficiary, template.HTML, error) {
	to, err := t.Orders.Beneficiary(ctx, o.Unit)
	if err != nil {
		return to, "", err
	}
	drawn, err := draw(vietqr.Transfer{Bank: to.Bank, Account: to.Number, Amount: o.Total - o.Received, Purpose: o.Code})
	return to, drawn, err
}

// draw makes the QR of a transfer as a drawing, dark on white in every theme.
func draw(tr vietqr.Transfer) (template.HTML, error) {
	text, err := tr.Payload()
	if err != nil {
		return "", err
	}
	squares, err := qr.Matrix(text)
	if err != nil {
		return "", err
	}
	n := len(squares) + 2*qr.Quiet
	return template.HTML(fmt.Sprintf(`<svg role="img" aria-label="VietQR %s" width="240" height="240" viewBox="%s" shape-rendering="crispEdges"><path fill="#fff" d="M-%d -%dh%dv%dh-%dz"/><path fill="#000" d="%s"/></svg>`,
		template.HTMLEscapeString(tr.Purpose), qr.ViewBox(len(squares)), qr.Quiet, qr.Quiet, n, n, n, qr.SVGPath(squares))), nil
}

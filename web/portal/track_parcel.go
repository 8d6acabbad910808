package portal

import (
	"context"

	"cchc/domain/dossier"
)

// parcel says where the result is that goes by post; its number only to who has the receipt.
func (p *Pages) parcel(ctx context.Context, s *story, page *trackPage) error {
	if p.Parcels == nil || s.t.ResultBy != dossier.ByPost || s.t.Delivery == dossier.NoResult {
		return nil
	}
	tracking, state, err := p.Parcels(ctx, s.t.ID)
	if err != nil || state == "" {
		return err
	}
	page.Now = append(page.Now, s.T("Bưu gửi: %s.", s.T(state)))
	if tracking != "" && s.full {
		page.Now = append(page.Now, s.T("Số hiệu bưu gửi: %s", tracking))
	}
	return nil
}

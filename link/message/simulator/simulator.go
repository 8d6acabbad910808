// Package simulator is the providers of messages as they are on a bad day: an SMTP server,
// an SMS gateway and Zalo ZNS that keep what they got, show it on a page, and misbehave by
// dice that a seed decides. It is a product: an office tries its templates on it before it
// signs a contract.
package simulator

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"

	"golang.org/x/sync/errgroup"
)

// Options say where the simulated providers listen and how they misbehave. An empty
// address leaves that one out.
type Options struct {
	SMTP, SMS, Zalo, Page string        // host:port
	Keep                  string        // file in which everything taken is kept
	Seed                  uint64        // of the dice
	Faults                int           // of a hundred messages
	Slow                  time.Duration // how long a slow answer takes
	Key                   string        // of the SMS gateway; also signs its callbacks
	Callback              string        // address that the SMS gateway reports to
	ZaloApp, ZaloSecret   string
	ZaloToken             string // the first refresh token
	ZaloCallback          string
	Listening             func(way, address string) // told of each address, nil for nobody
}

// Run simulates until ctx ends.
func Run(ctx context.Context, o Options) error {
	record, err := Open(o.Keep)
	if err != nil {
		return err
	}
	defer record.Close()
	dice := newDice(o.Seed, o.Faults)
	group, ctx := errgroup.WithContext(ctx)
	sms := newSMS(o, record, dice, ctx)
	zalo := newZalo(o, record, dice, ctx)
	if err := errors.Join(
		listen(ctx, group, o, "smtp", o.SMTP, (&mailServer{record, dice, o.Slow}).serve),
		listen(ctx, group, o, "sms", o.SMS, web(sms)),
		listen(ctx, group, o, "zalo", o.Zalo, web(zalo)),
		listen(ctx, group, o, "page", o.Page, web(page{record})),
	); err != nil {
		return err
	}
	return group.Wait()
}

// listen opens an address and serves on it until ctx ends.
func listen(ctx context.Context, group *errgroup.Group, o Options, way, address string, serve func(net.Listener) error) error {
	if address == "" {
		return nil
	}
	l, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	if o.Listening != nil {
		o.Listening(way, l.Addr().String())
	}
	group.Go(func() error {
		err := serve(l)
		if ctx.Err() != nil {
			return nil
		}
		return err
	})
	group.Go(func() error {
		<-ctx.Done()
		return l.Close()
	})
	return nil
}

func web(h http.Handler) func(net.Listener) error {
	return (&http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second}).Serve
}

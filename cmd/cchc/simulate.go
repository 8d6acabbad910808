package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"golang.org/x/sync/errgroup"

	"cchc/link/pay"
	"cchc/link/pay/simulator"
)

// simulateCmd runs other systems that the program speaks with, to try things out.
type simulateCmd struct {
	Pay simulatePayCmd `cmd:"" help:"Cổng thanh toán mô phỏng: nhận lệnh, cho nộp hoặc từ chối, báo có, sao kê; không có tiền thật."`

	Post simulatePostCmd `cmd:"" help:"Bưu chính mô phỏng: nhận đơn, báo trạng thái, sổ theo ngày; không có bưu gửi thật."`

	Message simulateMessageCmd `cmd:"" help:"Máy chủ thư, cổng SMS, Zalo mô phỏng: giữ mọi tin, không gửi ra ngoài, có thể gây lỗi."`
}

// simulatePayCmd is the payment platform.
type simulatePayCmd struct {
	Addr    string        `default:"127.0.0.1:8091" help:"Địa chỉ của cổng mô phỏng."`
	To      string        `required:"" help:"Nơi nhận báo có, ví dụ http://127.0.0.1:8080/pay/notices."`
	KeyFile string        `name:"key-file" required:"" help:"Tệp khóa chung với bên nhận."`
	Partner string        `default:"CCHC" help:"Mã đối tác."`
	Faults  string        `help:"Lỗi mô phỏng, cách nhau dấu phẩy: twice, late, wrong-amount, lost, timeout-after-accept, out-of-order."`
	Seed    uint64        `default:"1" help:"Hạt giống: cùng hạt giống thì cùng giao dịch bị lỗi."`
	Hang    time.Duration `default:"30s" help:"Giữ lại trả lời bao lâu khi timeout-after-accept."`
	Delay   time.Duration `default:"20s" help:"Báo có trễ bao lâu khi late."`
	Ledger  string        `help:"Tệp sổ của cổng; để trống thì chỉ giữ trong bộ nhớ."`
}

// Run serves the platform until it is told to stop.
func (c *simulatePayCmd) Run(a *app) error {
	key, err := pay.ReadKey(c.KeyFile)
	if err != nil {
		return err
	}
	faults, err := simulator.ParseFaults(c.Faults)
	if err != nil {
		return exitError{exitUsage, err}
	}
	listener, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return fmt.Errorf("không mở được địa chỉ %s: %w", c.Addr, err)
	}
	p := &simulator.Platform{
		Self: "http://" + listener.Addr().String(), To: c.To, Partner: c.Partner, Key: key, Faults: faults, Seed: c.Seed,
		Hang: c.Hang, Delay: c.Delay, Log: slog.New(slog.NewTextHandler(a.Err, nil)),
	}
	if err := p.Open(c.Ledger); err != nil {
		listener.Close()
		return err
	}
	a.say("Cổng thanh toán mô phỏng tại %s", p.Self)
	return simulate(a.ctx, listener, p.Handler())
}

// simulate serves a simulated system until the context ends.
func simulate(ctx context.Context, listener net.Listener, h http.Handler) error {
	server := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second}
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	})
	group.Go(func() error {
		<-ctx.Done()
		stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopWithin)
		defer cancel()
		return server.Shutdown(stop)
	})
	return group.Wait()
}

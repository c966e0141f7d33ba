export { createDelivery, type DeliveryDeps, type DeliveryOptions, type DeliveryService } from './create-delivery';
